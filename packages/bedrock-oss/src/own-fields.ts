import type { JsonObject, Prompt, Warning } from '@x/bedrock-core/family'
import type { OssOptions } from './options.ts'

/** gpt-oss knows three efforts (OpenAI's model card); core's words go further. */
const efforts = { low: 'low', medium: 'medium', high: 'high', xhigh: 'high', max: 'high' } as const

/** What neither form has words for but gpt-oss's own, the same in both. */
export const ownFields = (
  prompt: Prompt<OssOptions>,
): { readonly fields: JsonObject; readonly warnings: readonly Warning[] } => {
  const { reasoning, options } = prompt
  const effort = reasoning && efforts[reasoning]
  return {
    fields: {
      reasoning_effort: effort,
      seed: options.seed,
      parallel_tool_calls: prompt.tools.length === 0 ? undefined : options.parallelToolCalls,
    },
    warnings:
      effort === reasoning
        ? []
        : [{ code: 'reasoning-lowered', message: `gpt-oss thinks at most "high"; "${reasoning}" was lowered to it.` }],
  }
}
