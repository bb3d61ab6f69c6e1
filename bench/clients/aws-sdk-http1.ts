import { awsSdk, http1 } from './aws-sdk.ts'
import type { MakeClient } from './client.ts'

export const makeClient: MakeClient = awsSdk({ requestHandler: http1() })
