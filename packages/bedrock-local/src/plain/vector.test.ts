import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { codings, vectorOf } from './vector.ts'
import { coverage, wordsIn } from './words.ts'

const likeness = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, number, at) => sum + number * (right[at] ?? 0), 0)

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e'), minLength: 3, maxLength: 8 })
const texts = fc.uniqueArray(word, { minLength: 6, maxLength: 12 })

describe('vectors', () => {
  test.prop([fc.string(), fc.integer({ min: 8, max: 512 })])('have length 1 and are always the same', (text, size) => {
    const vector = vectorOf(text, size)
    expect(vector).toHaveLength(size)
    expect(likeness(vector, vector)).toBeCloseTo(1, 9)
    expect(vectorOf(text, size)).toEqual(vector)
  })

  test.prop([texts])('of texts that share words are closer than of texts that share none', (words) => {
    const half = Math.floor(words.length / 3)
    const [common, one, other] = [words.slice(0, half), words.slice(half, 2 * half), words.slice(2 * half, 3 * half)]
    const text = [...common, ...one].join(' ')
    const near = likeness(vectorOf(text, 1024), vectorOf([...other, ...common].join(' '), 1024))
    const far = likeness(vectorOf(text, 1024), vectorOf(other.join(' '), 1024))
    expect(near).toBeGreaterThan(far)
  })

  it('are coded as bytes and as bits', () => {
    const vector = [1, -1, 0.5, -0.5, 0.1, -0.1, 1, -1]
    expect(codings['int8']?.(vector)).toEqual([127, -127, 64, -63, 13, -13, 127, -127])
    expect(codings['uint8']?.(vector)).toEqual([255, 1, 192, 65, 141, 115, 255, 1])
    expect(codings['ubinary']?.(vector)).toEqual([0b10101010])
    expect(codings['binary']?.(vector)).toEqual([0b10101010 - 128])
  })
})

describe('coverage', () => {
  test.prop([fc.string(), fc.string()])('is between 0 and 1, and 1 of the text itself', (query, document) => {
    const covered = coverage(query, document)
    expect(covered >= 0 && covered <= 1).toBe(true)
    expect(coverage(query, `${document} ${query}`)).toBe(wordsIn(query).length === 0 ? 0 : 1)
  })

  it.each([
    ['how are refunds paid', 'Refunds are paid within a week.', 'How are you? How are they?'],
    ['returning a parcel', 'Parcels can be returned.', 'The battery lasts.'],
    ['recorder', 'The recorded hour', 'The hour'],
  ])('"%s" is spoken of by "%s" more than by "%s"', (query, near, far) => {
    expect(coverage(query, near)).toBeGreaterThan(coverage(query, far))
    const of = (text: string) => vectorOf(text, 1024)
    expect(likeness(of(query), of(near))).toBeGreaterThan(likeness(of(query), of(far)) - 0.05)
  })

  it('takes no heed of case and order', () => {
    expect(coverage('The Sky, blue', 'A blue sky, over the sea')).toBe(1)
    expect(coverage('sky sea', 'sea')).toBe(0.5)
  })
})
