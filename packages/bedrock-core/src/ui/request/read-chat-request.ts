import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'
import type { Message } from '../../speech/message.ts'
import type { UIMessage } from '../message.ts'
import { checkMessages } from './check-message.ts'
import { type ChatRequestLimits, type CheckedLimits, refusal } from './limits.ts'
import { readBody } from './read-body.ts'
import { toMessages } from './to-messages.ts'

/** What a browser asks. */
export interface ChatRequest {
  /** The conversation's id, as the browser names it: check whose it is before you use it. */
  readonly id: string | undefined
  /** The conversation in the words of `streamText`. */
  readonly messages: readonly Message[]
  /** The same as the browser keeps it. */
  readonly uiMessages: readonly UIMessage[]
  readonly trigger: 'submit-message' | 'regenerate-message'
  /** The message that is to be answered anew. */
  readonly messageId: string | undefined
  /** Whatever else was sent, unchecked but for size and depth. */
  readonly body: JsonObject
}

const defaults: CheckedLimits = {
  maxBytes: 8 * 1024 * 1024,
  maxMessages: 500,
  maxParts: 500,
  maxDepth: 64,
  tools: {},
  toolResults: [],
  allowSystem: false,
}

const maybeText = (value: Json | undefined, key: string): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || value.length > 256)
    throw refusal(`"${key}" is not a text of at most 256 characters.`)
  return value
}

const triggerOf = (value: Json | undefined): ChatRequest['trigger'] => {
  if (value === undefined || value === null || value === 'submit-message') return 'submit-message'
  if (value === 'regenerate-message') return value
  throw refusal('"trigger" is neither "submit-message" nor "regenerate-message".')
}

/**
 * Reads what `useChat` posts, ours or the AI SDK's, within limits: bytes are counted while they come, and roles, parts and
 * tool results are checked.
 * @throws BedrockError `invalid-argument` with an HTTP status and words for the browser; `toErrorResponse` sends both
 */
export const readChatRequest = async (request: Request, limits: ChatRequestLimits = {}): Promise<ChatRequest> => {
  const all = { ...defaults, ...limits }
  const value = await readBody(request, all)
  if (!isJsonObject(value)) throw refusal('its body is not an object.')
  const { id, messages, trigger, messageId, ...body } = value
  const uiMessages = checkMessages(messages, all)
  const elsewhere = Object.entries(all.tools).flatMap(([name, { execute }]) => (execute === undefined ? [name] : []))
  const toolResults = [...elsewhere, ...all.toolResults]
  const proved = await all.seal?.proved(uiMessages, toolResults)
  const turns = toMessages(uiMessages, { toolResults, tools: all.tools, ...(proved === undefined ? {} : { proved }) })
  const last = turns.at(-1)?.role
  if (last !== 'user' && last !== 'tool') throw refusal('its last message is not a question. Send a user message last.')
  return {
    id: maybeText(id, 'id'),
    messages: turns,
    uiMessages,
    trigger: triggerOf(trigger),
    messageId: maybeText(messageId, 'messageId'),
    body,
  }
}
