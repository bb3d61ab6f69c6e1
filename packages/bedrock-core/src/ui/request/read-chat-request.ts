import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'
import type { Message } from '../../speech/message.ts'
import type { UIMessage } from '../message.ts'
import { checkMessages } from './check-message.ts'
import { type ChatRequestLimits, refusal } from './limits.ts'
import { readBody } from './read-body.ts'
import { turnsOf } from './turns.ts'

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

const defaults = { maxBytes: 8 * 1024 * 1024, maxMessages: 500, maxParts: 500, maxDepth: 64 }

const maybeText = (value: Json | undefined, key: string): string | undefined => {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string' && value.length <= 256) return value
  throw refusal(`"${key}" is not a text of at most 256 characters.`)
}

const noTools = (): never => {
  throw refusal('it has tool calls. Pass a seal to readChatRequest: toolSeal, or unsealed.')
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
  const asked = trigger ?? 'submit-message'
  if (asked !== 'submit-message' && asked !== 'regenerate-message')
    throw refusal('"trigger" is neither "submit-message" nor "regenerate-message".')
  const uiMessages = checkMessages(messages, all)
  const turns = turnsOf(uiMessages, (await limits.seal?.toolParts(uiMessages, limits)) ?? noTools)
  if (!/user|tool/.test(turns.at(-1)?.role ?? ''))
    throw refusal('its last message is not a question. Send a user message last.')
  return {
    id: maybeText(id, 'id'),
    messages: turns,
    uiMessages,
    trigger: asked,
    messageId: maybeText(messageId, 'messageId'),
    body,
  }
}
