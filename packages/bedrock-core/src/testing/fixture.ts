import type { Generation } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'

/** One exchange with a model, of which a family's author knows the request, the answer, or both. */
export interface FamilyFixture<Options extends object = object> {
  readonly name: string
  /** The name of the family's format that speaks here. */
  readonly format: string
  /** The bare model id. */
  readonly model: string
  /** Where the bodies come from: real traffic, or only documentation. */
  readonly evidence: 'recorded' | 'documented'
  readonly prompt?: Prompt<Options>
  /** The body that `prompt` must become. */
  readonly request?: JsonObject
  /** A whole answer. */
  readonly response?: JsonObject
  /** The same answer in pieces, as the format's reader gets them (Converse: `{ [eventType]: payload }`). */
  readonly events?: readonly JsonObject[]
  /** What the answer must become; only the members that are given are compared. */
  readonly generation?: Partial<
    Pick<Generation, 'text' | 'reasoning' | 'content' | 'toolCalls' | 'finishReason' | 'rawFinishReason'>
  >
}

/** Registers one check: vitest's, jest's or node:test's `it`. */
export type It = (name: string, run: () => void | Promise<void>) => unknown
