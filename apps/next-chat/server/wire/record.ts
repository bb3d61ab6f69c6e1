import type { LanguageModel } from '@x/bedrock-core'
import { inspects, ring } from './ring.ts'
import { recorded } from './tap.ts'

/** A way to ask that can be looked at later, by `id`; no id where nothing is recorded. */
export interface Recorder {
  readonly id: string | undefined
  readonly of: <Options extends object>(model: LanguageModel<Options>) => LanguageModel<Options>
}

/** Begins the recording of one answer, where the inspector is on. */
export const record = (environment: Readonly<Record<string, string | undefined>> = process.env): Recorder => {
  if (!inspects(environment)) return { id: undefined, of: (model) => model }
  const { id, recording } = ring().begin()
  return { id, of: (model) => recorded(model, recording) }
}
