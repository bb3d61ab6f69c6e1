import { type JsonObject, maybeNumber } from '@x/bedrock-core/family'
import { stemOf } from '../../plain/words.ts'
import { spoken } from './names.ts'
import type { Place } from './place.ts'

/** What often stands under such a name. */
const usual: readonly (readonly [names: RegExp, number: number])[] = [
  [/year/, 2026],
  [/month/, 11],
  [/minute/, 40],
  [/hour/, 2],
  [/\bage\b/, 34],
  [/rating|stars/, 4.5],
  [/score|confidence|probability|likelihood/, 0.9],
  [/percent|progress/, 65],
  [/price|cost|total|amount|fee|budget/, 19.9],
  [/temperature|degrees|celsius/, 21],
  [/weight/, 2.4],
  [/height|width|length|depth|distance/, 120],
  [/serving|people|guest|person/, 4],
  [/quantity|count|number|items|size|stock/, 3],
  [/latitude/, 38.72],
  [/longitude/, -9.14],
]

const spelled: readonly string[] = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

const numberOf = (word: string): number => {
  const at = spelled.indexOf(word.toLowerCase())
  return at >= 0 ? at : Number(word)
}

const number = String.raw`-?\d+(?:\.\d+)?`

/** `40 minutes` for a property `minutes`. */
const besideItsName = (prompt: string, name: string): number | undefined => {
  const stems = spoken(name).split(' ').map(stemOf)
  const pairs = prompt.matchAll(new RegExp(`(${number}|\\b(?:${spelled.join('|')}))[ -](\\p{L}+)`, 'giu'))
  for (const [, said = '', unit = ''] of pairs) if (stems.includes(stemOf(unit.toLowerCase()))) return numberOf(said)
  return undefined
}

const firstIn = (prompt: string): number | undefined => {
  const [said] = new RegExp(number).exec(prompt) ?? []
  return said === undefined ? undefined : Number(said)
}

/** A number that the prompt gives for the property, a usual one, the prompt's first, or 1: within its bounds. */
export const numberFor = (schema: JsonObject, { name, prompt, at = 0 }: Place): number => {
  const own = spoken(name)
  const common = usual.find(([names]) => names.test(own))?.[1]
  const best = besideItsName(prompt, name) ?? (common === undefined ? undefined : common + at) ?? firstIn(prompt) ?? 1
  const least = maybeNumber(schema, 'minimum') ?? Number.NEGATIVE_INFINITY
  const most = maybeNumber(schema, 'maximum') ?? Number.POSITIVE_INFINITY
  const bounded = Math.min(most, Math.max(least, best))
  return schema['type'] === 'integer' ? Math.trunc(bounded) : bounded
}
