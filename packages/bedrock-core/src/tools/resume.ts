import { BedrockError } from '../errors/bedrock-error.ts'
import type { ToolCallPart, ToolResultPart } from '../speech/content.ts'
import type { Message, ToolMessage } from '../speech/message.ts'

const isTool = (message: Message): message is ToolMessage => message.role === 'tool'

/** A person's word that was acted on may still stand in the conversation, beside the result it led to. */
const withoutSpentWords = (messages: readonly Message[]): readonly Message[] => {
  const results = messages.filter(isTool).flatMap(({ content }) => content)
  const run = new Set(results.filter(({ approval }) => approval === undefined).map(({ toolCallId }) => toolCallId))
  const spent = (part: ToolResultPart): boolean => part.approval !== undefined && run.has(part.toolCallId)
  if (!results.some(spent)) return messages
  return messages.flatMap((message): readonly Message[] => {
    if (!isTool(message)) return [message]
    const content = message.content.filter((part) => !spent(part))
    return content.length === 0 ? [] : [{ role: 'tool', content }]
  })
}

/** A conversation, and what has become of the calls of its last answer. */
export interface Resumed {
  /** Up to the model's last turn. */
  readonly before: readonly Message[]
  /** What stands behind it beside tools' results. */
  readonly after: readonly Message[]
  /** Results that there are, words on calls that have waited included, in the order of the calls. */
  readonly results: readonly (readonly [ToolCallPart, ToolResultPart])[]
  /** Whether a call has waited for a person's word. */
  readonly waited: boolean
}

/** @throws BedrockError `invalid-argument` for a word on a call that was not made */
export const resumed = (messages: readonly Message[]): Resumed => {
  const conversation = withoutSpentWords(messages)
  const last = conversation.findLastIndex(({ role }) => role === 'assistant')
  const turn = conversation[last]
  const since = conversation.slice(last + 1)
  const given = new Map(
    since.filter(isTool).flatMap(({ content }) => content.map((part) => [part.toolCallId, part] as const)),
  )
  const content = turn?.role === 'assistant' && typeof turn.content !== 'string' ? turn.content : []
  const results = content.flatMap((call) => {
    const result = call.type === 'tool-call' ? given.get(call.toolCallId) : undefined
    return call.type === 'tool-call' && result !== undefined ? [[call, result] as const] : []
  })
  const stranger = [...given.values()].find(
    ({ approval, toolCallId }) => approval !== undefined && !results.some(([call]) => call.toolCallId === toolCallId),
  )
  if (stranger !== undefined)
    throw new BedrockError(
      'invalid-argument',
      `"${stranger.toolCallId}" is approved or denied, but the model's last turn made no such call. Answer the calls of its last turn.`,
    )
  return {
    before: conversation.slice(0, last + 1),
    after: since.filter((message) => !isTool(message)),
    results,
    waited: results.some(([, { approval }]) => approval !== undefined),
  }
}
