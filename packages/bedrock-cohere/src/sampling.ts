import { type JsonObject, type Prompt, type Warning, warningOf } from '@x/bedrock-core/family'
import type { CohereOptions } from './options.ts'

/** Notes something that was changed or left out. */
export type Warn = (code: string, detail: string) => void

/** Collects what was changed or left out, each kind once. */
export const warnings = (): { readonly warn: Warn; readonly all: () => Warning[] } => {
  const noted = new Map<string, string>()
  return {
    warn: (code, detail) => {
      noted.set(code, detail)
    },
    all: () => [...noted].map(([code, detail]) => warningOf(code, detail)),
  }
}

/** What the service takes, ends included: AWS's page on Command R; `p` above 0.99 is refused (promptfoo#914). */
const ranges: Readonly<Record<string, readonly [low: number, high: number]>> = {
  temperature: [0, 1],
  p: [0.01, 0.99],
  k: [0, 500],
  frequency_penalty: [0, 1],
  presence_penalty: [0, 1],
}

const held = (name: string, value: number | undefined, warn: Warn): number | undefined => {
  const [low, high] = ranges[name] ?? []
  if (value === undefined || low === undefined || high === undefined) return value
  const nearest = Math.min(Math.max(value, low), high)
  if (nearest !== value) warn(`${name}-clamped`, `${value} to ${nearest}`)
  return nearest
}

/** Command R's own names of what steers its choice of tokens, each within the range that the service takes. */
export const samplingOf = (prompt: Prompt<CohereOptions>, warn: Warn): JsonObject => {
  const { temperature, topP: p, topK: k, options } = prompt
  const wanted = {
    temperature,
    p,
    k,
    frequency_penalty: options.frequencyPenalty,
    presence_penalty: options.presencePenalty,
    seed: options.seed,
  }
  return Object.fromEntries(Object.entries(wanted).map(([name, value]) => [name, held(name, value, warn)]))
}
