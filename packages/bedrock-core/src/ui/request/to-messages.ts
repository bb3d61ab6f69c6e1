import type { AssistantPart, ReasoningPart, ToolResultPart } from '../../speech/content.ts'
import type { Message } from '../../speech/message.ts'
import { isToolPart, type UIMessage, type UIReasoningPart } from '../message.ts'
import type { ChatReaders } from './limits.ts'
import { noFiles, noSeal, refusal } from './refusal.ts'

/** What a model takes back of a thought. */
const thought = ({ text, providerMetadata }: UIReasoningPart): ReasoningPart => {
  const { signature, redacted } = providerMetadata?.['bedrock'] ?? {}
  return {
    type: 'reasoning',
    text,
    ...(typeof signature === 'string' && { signature }),
    ...(typeof redacted === 'string' && { redacted }),
  }
}

/**
 * A browser's conversation in our words: one step of an answer is what a model said, then what its tools gave. Sources, data and empty texts
 * are for the page and do not go to the model; an answer that was stopped before its first word leaves no turn. A message's files are
 * read side by side.
 * @throws BedrockError `invalid-argument` for what nothing was given to read, and for tool results that are not believed
 */
export const toMessages = async (
  messages: readonly UIMessage[],
  chat: ChatReaders = {},
): Promise<readonly Message[]> => {
  const { files: readFilePart = noFiles, seal } = chat
  const readToolPart = (await seal?.toolParts(messages, chat)) ?? noSeal
  const turns: Message[] = []
  for (const [index, { role, parts }] of messages.entries()) {
    let said: AssistantPart[] = []
    let results: ToolResultPart[] = []
    const close = (): void => {
      // Only an assistant thinks and calls tools, and a system has no files.
      if (said.length > 0) turns.push({ role, content: said } as Message)
      if (results.length > 0) turns.push({ role: 'tool', content: results })
      said = []
      results = []
    }
    const files = await Promise.all(parts.map((part) => part.type === 'file' && readFilePart(part)))
    for (const [at, part] of parts.entries()) {
      const file = files[at]
      if (part.type === 'text' && part.text !== '') said.push({ type: 'text', text: part.text })
      else if (file && role !== 'system') said.push(file)
      else if (isToolPart(part)) {
        // Whoever says it: it is checked.
        const [call, result] = readToolPart(part)
        if (role !== 'assistant') continue
        said.push(call)
        results.push(result)
      } else if (role !== 'assistant') continue
      else if (part.type === 'step-start') close()
      // One that was cut off has no whole signature and would be refused.
      else if (part.type === 'reasoning' && part.state !== 'streaming') said.push(thought(part))
    }
    if (role === 'user' && said.length === 0) throw refusal(`messages[${index}] says nothing.`)
    close()
  }
  return turns
}
