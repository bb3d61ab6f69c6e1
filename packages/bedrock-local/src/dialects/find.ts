import { invalid } from '../wire/refusal.ts'
import type { Route } from '../wire/route.ts'
import { claude } from './claude/claude.ts'
import { cohere } from './cohere/cohere.ts'
import { converse } from './converse/converse.ts'
import type { Dialect } from './dialect.ts'
import { llama } from './llama/llama.ts'
import { openai } from './openai/openai.ts'

/** Who speaks which native form, by the beginning of the bare model id. Without a row a model is served on Converse only. */
const natives: readonly { readonly prefix: string; readonly native: Dialect }[] = [
  { prefix: 'anthropic.claude-', native: claude },
  { prefix: 'cohere.command-r', native: cohere },
  { prefix: 'meta.llama', native: llama },
  { prefix: 'openai.gpt-oss-', native: openai },
]

/**
 * The form in which a model is spoken to.
 * @param model the bare id
 * @throws Refusal, its words ours, for a model whose native form this package does not speak
 */
export const dialectFor = (form: Route['form'], model: string): Dialect => {
  if (form === 'converse') return converse
  const native = natives.find(({ prefix }) => model.startsWith(prefix))?.native
  if (native === undefined)
    throw invalid(`The local Bedrock does not speak the native form of ${model}. Ask it by Converse.`)
  return native
}
