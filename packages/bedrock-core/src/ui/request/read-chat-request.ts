import type { JsonObject } from '../../speech/json.ts'
import type { Message } from '../../speech/message.ts'
import type { UIMessage } from '../message.ts'
import { checkMessages } from './check-message.ts'
import type { ChatRequestLimits } from './limits.ts'
import { readBody } from './read-body.ts'
import { object, oneOf, text } from './readers.ts'
import { refusal } from './refusal.ts'
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

/**
 * Reads what `useChat` posts, ours or the AI SDK's, within limits: bytes are counted while they come, and roles, parts and
 * tool results are checked.
 * @throws BedrockError `invalid-argument` with an HTTP status and words for the browser; `toErrorResponse` sends both
 */
export const readChatRequest = async (request: Request, limits: ChatRequestLimits = {}): Promise<ChatRequest> => {
  const all = { maxBytes: 8 * 1024 * 1024, maxMessages: 500, maxParts: 500, maxDepth: 64, ...limits }
  const value = await readBody(request, all)
  const { id, messages, trigger, messageId, ...body } = object(value, 'it')
  const uiMessages = checkMessages(messages, all)
  const turns = await toMessages(uiMessages, limits)
  if (!/user|tool/.test(turns.at(-1)?.role ?? '')) throw refusal('its last message is not a question.')
  return {
    id: text(id ?? '', 'id', 256) || undefined,
    messages: turns,
    uiMessages,
    trigger: oneOf(trigger ?? 'submit-message', 'trigger', ['submit-message', 'regenerate-message']),
    messageId: text(messageId ?? '', 'messageId', 256) || undefined,
    body,
  }
}
