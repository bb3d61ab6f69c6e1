import { following, hash } from '../dialects/seed.ts'
import { isCommon, stemOf, wordsIn } from './words.ts'

const perWord = 2 ** 31

/** Common words turn a text this much as others do. */
const commonWeight = 0.2

/** Adds a word's own direction, which looks random and is always the same. */
const add = (vector: number[], word: string): void => {
  const weight = isCommon(word) ? commonWeight : 1
  let state = hash(stemOf(word)) || 1
  for (let at = 0; at < vector.length; at += 1) {
    state = following(state)
    vector[at] = (vector[at] ?? 0) + weight * (state / perWord - 1)
  }
}

/** A vector of length 1: the sum of the directions of a text's words, so that texts which share words lie close. */
export const vectorOf = (text: string, dimensions: number): readonly number[] => {
  const vector = new Array<number>(dimensions).fill(0)
  const words = wordsIn(text)
  // Texts without a word still get a direction.
  for (const word of words.length === 0 ? [`no word: ${text}`] : words) add(vector, word)
  const length = Math.hypot(...vector)
  return vector.map((number) => number / length)
}

const byte = (number: number): number => Math.max(-128, Math.min(127, Math.round(number * 127)))

/** Eight signs to a byte, the first in the highest bit. */
const packed = (vector: readonly number[]): readonly number[] =>
  Array.from({ length: Math.ceil(vector.length / 8) }, (_, at) =>
    vector.slice(at * 8, at * 8 + 8).reduce((bits, number, bit) => bits | (number > 0 ? 128 >> bit : 0), 0),
  )

/** How one vector is coded, by the names of Cohere's `embedding_types`. */
export const codings: Readonly<Record<string, (vector: readonly number[]) => readonly number[]>> = {
  float: (vector) => vector,
  int8: (vector) => vector.map(byte),
  uint8: (vector) => vector.map((number) => byte(number) + 128),
  binary: (vector) => packed(vector).map((bits) => bits - 128),
  ubinary: packed,
}
