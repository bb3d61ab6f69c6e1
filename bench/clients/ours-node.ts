import { claude } from '@x/bedrock-claude'
import { createNodeBedrock } from '@x/bedrock-node'
import type { MakeClient } from './client.ts'
import { credentials, region } from './identity.ts'
import { clientOf } from './ours.ts'

export const makeClient: MakeClient = (endpoint) =>
  clientOf(createNodeBedrock({ region, endpoint, auth: credentials, families: [claude()] }), 'messages')
