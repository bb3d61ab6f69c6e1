import { NodeHttpHandler } from '@smithy/node-http-handler'
import { awsSdk } from './aws-sdk.ts'
import type { MakeClient } from './client.ts'

/** Its limit is fifty connections, where nobody else has one. */
const maxSockets = 2000

export const makeClient: MakeClient = awsSdk({
  requestHandler: new NodeHttpHandler({ httpAgent: { maxSockets }, httpsAgent: { maxSockets } }),
})
