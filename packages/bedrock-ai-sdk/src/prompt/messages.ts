import type { LanguageModelV4Message, SharedV4ProviderOptions } from '@ai-sdk/provider'
import type { LanguageModelV3Message } from '@ai-sdk/provider-v3'
import type { AssistantPart, Citation, Json, Message, TextPart, ToolResultPart, UserPart } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { cacheOf, ownOptions } from '../provider-options.ts'
import { type CallWarning, unsupported } from '../warnings.ts'
import { fileOf } from './file.ts'
import { type AnyOutput, outputOf } from './tool-output.ts'

export type AnyMessage = LanguageModelV4Message | LanguageModelV3Message
type Warn = (warning: CallWarning) => void
type PartOf<Role extends AnyMessage['role']> = Exclude<Extract<AnyMessage, { role: Role }>['content'], string>[number]

interface Texts {
  readonly text: string
  readonly providerOptions?: SharedV4ProviderOptions | undefined
}

const guards = ['grounding_source', 'query', 'guard_content'] as const

const textOf = ({ text, providerOptions }: Texts): TextPart => {
  const { guard, citations } = ownOptions(providerOptions)
  return {
    type: 'text',
    text,
    ...defined({
      cache: cacheOf(providerOptions),
      guard: Array.isArray(guard) ? guards.filter((name) => guard.includes(name)) : undefined,
      // As `answer/content.ts` handed them out.
      citations: Array.isArray(citations) ? (citations as readonly Citation[]) : undefined,
    }),
  }
}

const userPart = (part: PartOf<'user'>): UserPart => (part.type === 'text' ? textOf(part) : fileOf(part))

const reasoningOf = ({ text, providerOptions }: Texts): AssistantPart => {
  const { signature, redacted } = ownOptions(providerOptions)
  return {
    type: 'reasoning',
    text,
    ...(typeof signature === 'string' ? { signature } : {}),
    ...(typeof redacted === 'string' ? { redacted } : {}),
  }
}

const assistantPart = (part: PartOf<'assistant'>, warn: Warn): readonly AssistantPart[] => {
  switch (part.type) {
    case 'text':
      return [textOf(part)]
    case 'reasoning':
      return [reasoningOf(part)]
    case 'file':
      return [fileOf(part)]
    case 'tool-call': {
      const { toolCallId, toolName, input, providerOptions } = part
      const call = { type: 'tool-call', toolCallId, toolName, input: input as Json } as const
      return [
        {
          ...call,
          // An input that is still text is one that was not JSON.
          ...(typeof input === 'string' ? { invalid: true } : {}),
          ...defined({ cache: cacheOf(providerOptions) }),
        },
      ]
    }
    case 'custom': {
      const { format, value } = ownOptions(part.providerOptions)
      if (typeof format === 'string' && value !== undefined) return [{ type: 'raw', format, value }]
      break
    }
  }
  warn(unsupported(`assistant content "${part.type}"`, 'Bedrock has no place for it; it was left out.'))
  return []
}

const toolResult = (
  {
    toolCallId,
    toolName,
    output,
    providerOptions,
  }: Omit<Extract<PartOf<'tool'>, { type: 'tool-result' }>, 'output'> & { readonly output: AnyOutput },
  warn: Warn,
): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName,
  output: outputOf(output, warn),
  ...defined({ cache: cacheOf(providerOptions) }),
})

/** A message's own cache mark stands on its last part. */
const marked = <Part extends object>(
  parts: readonly Part[],
  options: SharedV4ProviderOptions | undefined,
): readonly Part[] => {
  const cache = cacheOf(options)
  return cache === undefined ? parts : parts.map((part, at) => (at === parts.length - 1 ? { cache, ...part } : part))
}

const messageOf = (message: AnyMessage, warn: Warn): readonly Message[] => {
  const { providerOptions } = message
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.content, ...defined({ cache: cacheOf(providerOptions) }) }]
    case 'user':
      return [{ role: 'user', content: marked(message.content.map(userPart), providerOptions) }]
    case 'assistant': {
      const parts = message.content.flatMap((part) => assistantPart(part, warn))
      return parts.length === 0 ? [] : [{ role: 'assistant', content: marked(parts, providerOptions) }]
    }
    case 'tool': {
      // What the user said to a request for approval has become a result by now, or the call runs elsewhere.
      const results = message.content.flatMap((part) => (part.type === 'tool-result' ? [toolResult(part, warn)] : []))
      return results.length === 0 ? [] : [{ role: 'tool', content: marked(results, providerOptions) }]
    }
  }
}

/** A prompt of either specification in core's messages. @throws UnsupportedFunctionalityError */
export const messagesOf = (prompt: readonly AnyMessage[], warn: Warn): readonly Message[] =>
  prompt.flatMap((message) => messageOf(message, warn))
