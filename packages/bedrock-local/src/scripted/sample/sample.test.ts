import { fc, test as property } from '@fast-check/vitest'
import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { sample, sampleObject } from './sample.ts'

/** A schema, and whether a value fits it, told independently of how samples are made. */
interface Known {
  readonly schema: JsonObject
  readonly fits: (value: Json | undefined) => boolean
}

const name = fc.constantFrom('title', 'name', 'city', 'e-mail', 'steps', 'worksIn', 'price', 'x', '__proto__', 'länge')
const bounds = fc
  .tuple(fc.integer({ min: -50, max: 50 }), fc.nat(40))
  .map(([from, more]) => [from, from + more] as const)

const { known } = fc.letrec<{ known: Known; object: Known }>((tie) => ({
  object: fc.dictionary(name, tie('known'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }).map(
    (members): Known => ({
      schema: {
        type: 'object',
        properties: Object.fromEntries(Object.entries(members).map(([key, { schema }]) => [key, schema])),
        required: Object.keys(members),
      },
      fits: (value) =>
        value !== undefined &&
        isJsonObject(value) &&
        Object.entries(members).every(([key, { fits }]) =>
          fits(Object.entries(value).find(([own]) => own === key)?.[1]),
        ),
    }),
  ),
  known: fc.oneof(
    { maxDepth: 3 },
    bounds.map(
      ([minimum, maximum]): Known => ({
        schema: { type: 'integer', minimum, maximum },
        fits: (value) => typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum,
      }),
    ),
    fc.tuple(fc.nat(20), fc.nat(20)).map(
      ([minLength, more]): Known => ({
        schema: { type: 'string', minLength, maxLength: minLength + more },
        fits: (value) => typeof value === 'string' && value.length >= minLength && value.length <= minLength + more,
      }),
    ),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }).map(
      (words): Known => ({
        schema: { enum: words },
        fits: (value) => typeof value === 'string' && words.includes(value),
      }),
    ),
    fc.constant<Known>({ schema: { type: ['boolean', 'null'] }, fits: (value) => typeof value === 'boolean' }),
    tie('object'),
    fc.tuple(tie('known'), fc.nat(4), fc.nat(2)).map(
      ([item, minItems, more]): Known => ({
        schema: { type: 'array', items: item.schema, minItems, maxItems: minItems + more },
        fits: (value) =>
          Array.isArray(value) && value.length >= minItems && value.length <= minItems + more && value.every(item.fits),
      }),
    ),
  ),
}))

property.prop([known, fc.string()])('a sample fits its schema, and is always the same', ({ schema, fits }, prompt) => {
  const value = sample(schema, prompt)
  expect(fits(value)).toBe(true)
  expect(sample(schema, prompt)).toEqual(value)
})

const text = { type: 'string' } as const
const of = (properties: JsonObject, prompt = ''): JsonObject => sampleObject({ type: 'object', properties }, prompt)

describe('a value comes', () => {
  it.each<[string, JsonObject, string, JsonObject]>([
    [
      'from the prompt, by its kind',
      { mail: text, phone: text },
      'Ask ann@b.example or +351 900 000 000.',
      { mail: 'ann@b.example', phone: '+351 900 000 000' },
    ],
    [
      'from the prompt’s first clause',
      { title: text },
      'A lentil soup for four, ready soon.',
      { title: 'Lentil soup for four' },
    ],
    [
      'from the prompt’s names, each once',
      { city: text, destination: text },
      'Fly from Oslo to Porto.',
      { city: 'Oslo', destination: 'Porto' },
    ],
    [
      'from a number beside its name',
      { minutes: { type: 'integer' }, people: { type: 'integer' } },
      'For four people, in 40 minutes.',
      { minutes: 40, people: 4 },
    ],
    [
      'from an example of the schema',
      { hue: { type: 'string', description: 'A colour, such as teal.' } },
      '',
      { hue: 'teal' },
    ],
    ['from the schema’s examples', { hue: { type: 'string', examples: ['mauve'] } }, '', { hue: 'mauve' }],
    ['from the choice that the prompt names', { level: { enum: ['low', 'high'] } }, 'High, please', { level: 'high' }],
    ['from its format', { when: { type: 'string', format: 'date' } }, '', { when: '2026-01-31' }],
    [
      'from what often stands there',
      { role: text, year: { type: 'integer' } },
      '',
      { role: 'Head of procurement', year: 2026 },
    ],
  ])('%s', (_, properties, prompt, value) => {
    expect(of(properties, prompt)).toEqual(value)
  })

  it('in a list, with another for each item', () => {
    const channel = { type: 'object', properties: { kind: { enum: ['mail', 'phone'] }, address: text } }
    const { channels } = of({ channels: { type: 'array', items: channel, maxItems: 2 } }, 'Write to ann@b.example')
    expect(channels).toEqual([
      { kind: 'mail', address: 'ann@b.example' },
      { kind: 'phone', address: '+46 70 000 00 02' },
    ])
  })
})
