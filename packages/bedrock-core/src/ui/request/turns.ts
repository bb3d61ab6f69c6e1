import type { AssistantPart, FilePart, ReasoningPart, TextPart, ToolResultPart } from '../../speech/content.ts'
import type { Message } from '../../speech/message.ts'
import { isToolPart, type UIMessage, type UIPart, type UIReasoningPart } from '../message.ts'
import type { ReadToolPart } from './chat-tools.ts'
import { filePart } from './data-url.ts'
import { refusal } from './limits.ts'

/** What either side may say. */
const spoken = (part: UIPart): readonly (TextPart | FilePart)[] => {
  if (part.type === 'file') return [filePart(part)]
  return part.type === 'text' && part.text !== '' ? [{ type: 'text', text: part.text }] : []
}

/** A thought that was cut off has no whole signature and would be refused. */
const thought = ({ text, state, providerMetadata }: UIReasoningPart): readonly ReasoningPart[] => {
  if (state === 'streaming') return []
  const { signature, redacted } = providerMetadata?.['bedrock'] ?? {}
  return [
    {
      type: 'reasoning',
      text,
      ...(typeof signature === 'string' ? { signature } : {}),
      ...(typeof redacted === 'string' ? { redacted } : {}),
    },
  ]
}

/** One step is one call of a model: what it said, then what its tools gave. */
const assistantTurns = (parts: readonly UIPart[], readToolPart: ReadToolPart): readonly Message[] => {
  const turns: Message[] = []
  let said: AssistantPart[] = []
  let results: ToolResultPart[] = []
  const close = (): void => {
    if (said.length > 0) turns.push({ role: 'assistant', content: said })
    if (results.length > 0) turns.push({ role: 'tool', content: results })
    said = []
    results = []
  }
  for (const part of parts) {
    if (part.type === 'step-start') close()
    else if (part.type === 'reasoning') said.push(...thought(part))
    else if (isToolPart(part)) {
      const [call, result] = readToolPart(part)
      said.push(call)
      results.push(result)
    } else said.push(...spoken(part))
  }
  close()
  return turns
}

/** Sources, data and empty texts are for the page; an answer that was stopped before its first word leaves no turn. */
export const turnsOf = (messages: readonly UIMessage[], readToolPart: ReadToolPart): readonly Message[] =>
  messages.flatMap(({ role, parts }, index): readonly Message[] => {
    if (role === 'assistant') return assistantTurns(parts, readToolPart)
    const content = parts.flatMap(spoken)
    if (role === 'system') return [{ role, content: content.filter((part) => part.type === 'text') }]
    if (content.length === 0) throw refusal(`messages[${index}] says nothing. Send a text or a file.`)
    return [{ role, content }]
  })
