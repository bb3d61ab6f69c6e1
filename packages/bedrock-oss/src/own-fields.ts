import { type JsonObject, keeping, type Prompt, type Warning } from '@x/bedrock-core/family'
import type { OssOptions } from './options.ts'

/** gpt-oss knows three efforts (OpenAI's model card); core's words go further. */
const efforts = { low: 'low', medium: 'medium', high: 'high', xhigh: 'high', max: 'high' } as const

/** What neither form has words for but gpt-oss's own, the same in both. */
export const ownFields = (
  prompt: Prompt<OssOptions>,
): { readonly fields: JsonObject; readonly warnings: readonly Warning[] } => {
  const { reasoning, options } = prompt
  const warnings: Warning[] = []
  const effort = reasoning && efforts[reasoning]
  const beyond = effort !== reasoning && 'gpt-oss knows no more'
  return {
    fields: {
      reasoning_effort: keeping(warnings)('reasoning', reasoning, beyond, effort, 'lowered'),
      seed: options.seed,
      parallel_tool_calls: prompt.tools.length === 0 ? undefined : options.parallelToolCalls,
    },
    warnings,
  }
}
