import { invalid } from '../wire/refusal.ts'
import type { Route } from '../wire/route.ts'
import { claude } from './claude/claude.ts'
import { cohere } from './cohere/cohere.ts'
import { converse } from './converse/converse.ts'
import type { Dialect } from './dialect.ts'
import { llama } from './llama/llama.ts'
import { openai } from './openai/openai.ts'

/** Who speaks which native form, by the beginning of the model id. Without one a model is served on Converse only. */
const natives: readonly { readonly prefix: string; readonly native?: Dialect }[] = [
  { prefix: 'anthropic.claude-', native: claude },
  { prefix: 'ai21.' },
  { prefix: 'amazon.nova-' },
  { prefix: 'amazon.titan-text-' },
  { prefix: 'cohere.command-r', native: cohere },
  { prefix: 'deepseek.' },
  { prefix: 'meta.llama', native: llama },
  { prefix: 'mistral.' },
  { prefix: 'openai.gpt-oss-', native: openai },
  { prefix: 'qwen.' },
  { prefix: 'writer.palmyra-' },
]

const geography = /^(us|eu|apac|jp|au|ca|sa|us-gov|global)\./
const modelArn = /^arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:(?:foundation-model|inference-profile)\/(.+)$/

/** The plain model id inside an inference profile's id or an ARN that shows it. */
export const plainModelId = (model: string): string => (modelArn.exec(model)?.[1] ?? model).replace(geography, '')

/**
 * The form in which a model is spoken to.
 * @param profiles model ids behind ARNs that hide them, such as application inference profiles
 * @throws Refusal for a model unknown here
 */
export const dialectFor = ({ model, form }: Route, profiles: Readonly<Record<string, string>>): Dialect => {
  const id = plainModelId((Object.hasOwn(profiles, model) ? profiles[model] : undefined) ?? model)
  const row = natives.find(({ prefix }) => id.startsWith(prefix))
  const dialect = form === 'converse' ? converse : row?.native
  if (row === undefined || dialect === undefined) throw invalid('The provided model identifier is invalid.')
  return dialect
}
