import { type JsonObject, maybeNumber } from '@x/bedrock-core/family'
import { invalid, type Refusal } from '../wire/refusal.ts'

/** What Bedrock checks of a native body before the model sees it. */
export interface BodySchema {
  readonly required: readonly string[]
  /** Every key there is; without it others pass. */
  readonly known?: readonly string[]
  readonly most?: Readonly<Record<string, number>>
}

/** The refusal of a native body, around what is wrong with it. */
export const malformedRequest = (what: string): Refusal =>
  invalid(`Malformed input request: ${what}, please reformat your input and try again.`)

/** Checks a body; all that is wrong is said at once, as Bedrock's JSON-schema check does (reported word for word). @throws Refusal */
export const checkBody = (body: JsonObject, { required, known, most = {} }: BodySchema): void => {
  const said = [
    ...required.filter((key) => body[key] === undefined).map((key) => `#: required key [${key}] not found`),
    ...Object.keys(body)
      .filter((key) => known !== undefined && !known.includes(key))
      .map((key) => `#: extraneous key [${key}] is not permitted`),
    ...Object.entries(most)
      .filter(([key, limit]) => (maybeNumber(body, key) ?? limit) > limit)
      .map(([key, limit]) => `#/${key}: ${maybeNumber(body, key)} is not less or equal to ${limit}`),
  ]
  if (said.length > 0) throw malformedRequest(said.join(''))
}
