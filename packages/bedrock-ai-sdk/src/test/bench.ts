import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { amazonRetrieval, anyConverse } from '@x/bedrock-core'
import type { AnyFamily } from '@x/bedrock-core/family'
import { llama } from '@x/bedrock-llama'
import {
  type Answerer,
  type CallLog,
  createCallLog,
  type LocalBedrockOptions,
  scripted,
  testIdentity,
} from '@x/bedrock-local'
import { startLocalBedrock } from '@x/bedrock-local/server'
import { oss } from '@x/bedrock-oss'

/** Of many kinds, so that any id will do. */
const families: readonly AnyFamily[] = [claude(), cohere(), llama(), oss(), amazonRetrieval(), anyConverse()]

/** A local Bedrock on a socket, what a provider needs to ask it, and what was asked. */
export interface Bench {
  readonly log: CallLog
  readonly settings: {
    readonly region: string
    readonly endpoint: string
    readonly auth: ReturnType<typeof apiKey>
    readonly families: readonly AnyFamily[]
  }
  readonly close: () => Promise<void>
}

/** A prompt that is thought about before a tool is called. */
export const thoughtful = 'Think, then ask for the weather.'

const otherwise = scripted()

async function* thinksFirst(ask: Parameters<Answerer>[0]): ReturnType<typeof otherwise> {
  if (ask.messages.length > 1 || !JSON.stringify(ask.messages).includes(thoughtful)) return yield* otherwise(ask)
  yield { type: 'reasoning', text: 'I need the weather.' }
  yield { type: 'reasoning-signature', signature: 'c2lnbmVk' }
  yield { type: 'redacted-reasoning', data: 'aGlkZGVu' }
  yield { type: 'tool-call', name: 'weather' }
  yield { type: 'tool-input', text: '{"city":"Rome"}' }
}

export const startBench = async (options: LocalBedrockOptions = {}): Promise<Bench> => {
  const log = createCallLog()
  const local = await startLocalBedrock({ watch: log.watch, answerer: thinksFirst, ...options })
  const settings = { region: 'us-east-1', endpoint: local.url, auth: apiKey(testIdentity.apiKey), families }
  return { log, settings, close: local.close }
}
