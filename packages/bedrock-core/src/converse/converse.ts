import { type Feature, features } from '../family/feature.ts'
import type { Format } from '../family/format.ts'
import type { Prompt } from '../speech/prompt.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { parse, reader } from './reader.ts'
import type { ConverseSettings } from './settings.ts'
import { takesOf } from './takes.ts'

/** What Converse has words for; whether a model listens is the family's to know. */
export const everything: readonly Feature[] = /* @__PURE__ */ features.filter((feature) => feature !== 'top-k')

/**
 * Bedrock's own form, the same for every model that takes it. What a model does differently is data in `settings`.
 * Source: service model of `bedrock-runtime`, API version 2023-09-30.
 */
export const converse = <Options extends object = object>(
  settings: ConverseSettings<Options> = {},
): Format<Options> => ({
  name: 'converse',
  operation: 'converse',
  carries: settings.carries ?? everything,
  takes: (_prompt: Prompt<Options>, model) => takesOf(settings, model),
  encode: (prompt: Prompt<Options>, model) => encode(settings, prompt, model),
  decode,
  reader,
  parse,
})
