import { awsSdk } from './aws-sdk.ts'
import type { MakeClient } from './client.ts'

export const makeClient: MakeClient = awsSdk({})
