import { BedrockRuntimeClient, type BedrockRuntimeClientConfig, ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { vi } from 'vitest'
import { createLocalBedrock } from '../../local-bedrock.ts'
import type { LocalBedrockOptions } from '../../options.ts'
import { scripted } from '../../scripted/scripted.ts'
import { type Identity, testIdentity } from '../identity.ts'

/** The time on every signature, in milliseconds since 1970. */
export const signedAt: number = Date.parse('2026-03-04T05:06:07Z')
const modelId = 'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-haiku-4-5-20251001-v1:0'

/** A request that may be changed before it is sent. */
export interface Draft {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

/** What the SDK hands to its transport. */
interface Signed {
  method: string
  protocol: string
  hostname: string
  port?: number
  path: string
  headers: Record<string, string>
  body: Uint8Array
}

/** What the AWS SDK would put on the wire, signed at `signedAt`. */
export const signedByAws = async (
  identity: Identity = testIdentity,
  more: BedrockRuntimeClientConfig = {},
): Promise<Draft> => {
  vi.useFakeTimers({ now: signedAt, toFake: ['Date'] })
  const drafts: Draft[] = []
  const client = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4010',
    credentials: identity,
    maxAttempts: 1,
    ...more,
    requestHandler: {
      handle: async (request: Signed) => {
        const { method, protocol, hostname, port, path, headers, body } = request
        const authority = port === undefined ? hostname : `${hostname}:${port}`
        drafts.push({ method, url: `${protocol}//${authority}${path}`, headers, body: new TextDecoder().decode(body) })
        throw new Error('kept, not sent')
      },
    },
  })
  await client
    .send(new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: 'echo hi' }] }] }))
    .catch(() => undefined)
  vi.useRealTimers()
  const draft = drafts[0]
  if (draft === undefined) throw new Error('The SDK sent nothing')
  return draft
}

/** How a local Bedrock answered. */
export interface Answered {
  status: number
  type: string | undefined
  message: string | undefined
}

/** Sends a draft to a local Bedrock of its own, a second after it was signed. */
export const send = async (draft: Draft, options: LocalBedrockOptions = {}): Promise<Answered> => {
  const local = createLocalBedrock({ answerer: scripted({ pace: 0 }), now: () => signedAt + 1000, ...options })
  const response = await local.fetch(
    new Request(draft.url, { method: draft.method, headers: draft.headers, body: draft.body }),
  )
  const body: { message?: string } = await response.json()
  return {
    status: response.status,
    type: response.headers.get('x-amzn-errortype')?.split(':')[0],
    message: body.message,
  }
}
