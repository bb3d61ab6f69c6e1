import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { type Bedrock, createBedrock, generateText, streamText } from '@x/bedrock-core'
import type { Client, MakeClient } from './client.ts'
import { credentials, region } from './identity.ts'

export type Form = 'messages' | 'converse'

/** A client of ours, by one of the two forms that Claude has. */
export const clientOf = (bedrock: Bedrock<ReturnType<typeof claude>>, via: Form): Client => {
  const modelOf = (id: string) => bedrock(id, { family: 'claude', via })
  return {
    async stream(model, prompt, took) {
      for await (const text of streamText({ model: modelOf(model), prompt }).textStream) took(text)
    },
    ask: async (model, prompt) => (await generateText({ model: modelOf(model), prompt })).text,
  }
}

/** Core, auth and a family, with the platform's own `fetch`. */
export const ours =
  (via: Form): MakeClient =>
  (endpoint) =>
    clientOf(createBedrock({ region, endpoint, auth: sigv4(credentials), families: [claude()] }), via)
