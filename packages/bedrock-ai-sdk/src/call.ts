import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import type { LanguageModelV3CallOptions } from '@ai-sdk/provider-v3'
import type { CallOptions, LanguageModel, ReasoningEffort } from '@x/bedrock-core'
import { defined } from '@x/bedrock-core/family'
import { messagesOf } from './prompt/messages.ts'
import { toolChoiceOf, toolsOf } from './prompt/tools.ts'
import { type BedrockCallOptions, ownOptions } from './provider-options.ts'
import { adjusted, type CallWarning, unsupported } from './warnings.ts'

/** A call in the words of either specification. */
export type AnyCall = (LanguageModelV4CallOptions | LanguageModelV3CallOptions) &
  Pick<LanguageModelV4CallOptions, 'reasoning'>

/** A call in core's words, and what had to be changed to say it so. */
export interface Call {
  readonly options: CallOptions
  readonly warnings: readonly CallWarning[]
}

const elsewhere = 'Families that have it take it in providerOptions.bedrock.options.'

const effortOf = (
  said: LanguageModelV4CallOptions['reasoning'],
  warn: (warning: CallWarning) => void,
): ReasoningEffort | undefined => {
  // A model that is not asked to reason does not, but for those that always do.
  if (said === undefined || said === 'provider-default' || said === 'none') return undefined
  if (said !== 'minimal') return said
  warn(adjusted('reasoning "minimal"', 'Bedrock starts at "low", which was asked for.'))
  return 'low'
}

/** Headers go under the signature: what they say is what is signed. */
export const withHeaders = (model: LanguageModel, said: LanguageModelV4CallOptions['headers']): LanguageModel => {
  const headers = Object.fromEntries(
    Object.entries(said ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), value]])),
  )
  if (Object.keys(headers).length === 0) return model
  const { connection } = model
  return {
    ...model,
    connection: {
      ...connection,
      send: (request, context) => connection.send({ ...request, headers: { ...headers, ...request.headers } }, context),
    },
  }
}

const known: readonly string[] = [
  'guardrail',
  'serviceTier',
  'latency',
  'requestMetadata',
  'additionalModelRequestFields',
  'additionalModelResponseFieldPaths',
  'promptCache',
  'documents',
  'options',
] satisfies readonly (keyof BedrockCallOptions)[]

/** Only what a call may say: an option that nobody knows is told of, and goes nowhere. */
const callOptions = (said: AnyCall['providerOptions'], warn: (warning: CallWarning) => void): BedrockCallOptions => {
  const entries = Object.entries(ownOptions(said))
  for (const [name] of entries)
    if (!known.includes(name))
      warn(unsupported(`providerOptions.bedrock.${name}`, `It was left out. Known are ${known.join(', ')}.`))
  return Object.fromEntries(entries.filter(([name]) => known.includes(name)))
}

/** Puts a call of either specification into core's words. @throws UnsupportedFunctionalityError */
export const callOf = (model: LanguageModel, said: AnyCall): Call => {
  const warnings: CallWarning[] = []
  const warn = (warning: CallWarning): void => void warnings.push(warning)
  for (const setting of ['frequencyPenalty', 'presencePenalty', 'seed'] as const)
    if (said[setting] !== undefined) warn(unsupported(setting, elsewhere))
  const own = callOptions(said.providerOptions, warn)
  const tools = toolsOf(said.tools, warn)
  const hasTools = Object.keys(tools).length > 0
  return {
    warnings,
    options: {
      ...own,
      model: withHeaders(model, said.headers),
      messages: messagesOf(said.prompt, warn),
      ...defined({
        tools: hasTools ? tools : undefined,
        toolChoice: hasTools ? toolChoiceOf(said.toolChoice) : undefined,
        maxOutputTokens: said.maxOutputTokens,
        temperature: said.temperature,
        topP: said.topP,
        topK: said.topK,
        stopSequences: said.stopSequences,
        reasoning: effortOf(said.reasoning, warn),
        signal: said.abortSignal,
      }),
    },
  }
}
