import { BedrockError, type Prompt, type Turn } from '@x/bedrock-core/family'

/** Control tokens in somebody's text would end a turn in their name. */
const harmless = (text: string): string => text.replace(/<(\/?)s>|\[(\/?)INST\]/g, (token) => token.split('').join(' '))

const textOf = (turn: Turn): string =>
  turn.content
    .map((part) => {
      if (part.type === 'text') return harmless(part.text)
      throw new BedrockError(
        'unsupported',
        `The instruct form cannot carry a ${part.type} part. Leave it out, or ask with via: 'converse'.`,
      )
    })
    .join('\n\n')

/**
 * Mistral's instruct template: `<s>[INST] question [/INST] answer</s>[INST] question [/INST]`. There is no system role: what
 * stands there opens the first question. Source: Mistral's model page in the Bedrock user guide.
 */
export const instructPrompt = ({ system, messages }: Prompt): string => {
  const preface = system.map((part) => harmless(part.text)).join('\n\n')
  let prefaced = preface === ''
  const turns = messages.map((turn) => {
    if (turn.role === 'assistant') return ` ${textOf(turn)}</s>`
    const text = prefaced ? textOf(turn) : `${preface}\n\n${textOf(turn)}`
    prefaced = true
    return `[INST] ${text} [/INST]`
  })
  return `<s>${turns.join('')}`
}
