import { toStandardJsonSchema } from '@valibot/to-json-schema'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import type { LanguageModel } from '../client/language-model.ts'
import { generateObject } from './generate-object.ts'
import { isInvalidObject } from './invalid-object.ts'
import { streamObject } from './stream-object.ts'

interface Person {
  name: string
  tags: string[]
}

declare const model: LanguageModel<{ readonly seed?: number }>
const call = { model, prompt: 'Who?' } as const
const zod = z.object({ name: z.string(), tags: z.array(z.string()) })
const valibot = toStandardJsonSchema(v.object({ name: v.string(), tags: v.array(v.string()) }))
const arktype = type({ name: 'string', tags: 'string[]' })
const json = {
  type: 'object',
  properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
  required: ['name', 'tags'],
} as const

describe('the type of the object', () => {
  it('is that of the schema, whichever library it is of', async () => {
    expectTypeOf((await generateObject({ ...call, schema: zod })).object).toEqualTypeOf<Person>()
    expectTypeOf((await generateObject({ ...call, schema: valibot })).object).toEqualTypeOf<Person>()
    expectTypeOf((await generateObject({ ...call, schema: arktype })).object).toEqualTypeOf<Person>()
    expectTypeOf((await generateObject({ ...call, schema: json })).object).toEqualTypeOf<Person>()
  })

  it('is a list or one of the words where that is wanted', async () => {
    expectTypeOf((await generateObject({ ...call, output: 'array', schema: zod })).object).toEqualTypeOf<Person[]>()
    expectTypeOf((await generateObject({ ...call, output: 'enum', enum: ['sun', 'rain'] })).object).toEqualTypeOf<
      'sun' | 'rain'
    >()
    // @ts-expect-error a list needs the schema of its elements
    await generateObject({ ...call, output: 'array' })
  })

  it('may lack anything while it comes', async () => {
    const one = streamObject({ ...call, schema: zod })
    for await (const partial of one.partialObjectStream)
      expectTypeOf(partial).toEqualTypeOf<{ name?: string; tags?: string[] }>()
    expectTypeOf(await one.object).toEqualTypeOf<Person>()
    const many = streamObject({ ...call, output: 'array', schema: zod })
    for await (const element of many.elementStream) expectTypeOf(element).toEqualTypeOf<Person>()
    for await (const list of many.partialObjectStream)
      expectTypeOf(list).toEqualTypeOf<{ name?: string; tags?: string[] }[]>()
    expectTypeOf(await many.object).toEqualTypeOf<Person[]>()
    expectTypeOf(await streamObject({ ...call, output: 'enum', enum: ['sun', 'rain'] }).object).toEqualTypeOf<
      'sun' | 'rain'
    >()
  })

  it('goes with the options of the model, and without tools', () => {
    void generateObject({ ...call, schema: zod, options: { seed: 1 } })
    // @ts-expect-error the model has no such option
    void generateObject({ ...call, schema: zod, options: { sed: 1 } })
    // @ts-expect-error tools are for streamText and runTools
    void generateObject({ ...call, schema: zod, tools: {} })
  })

  it('has a failure that narrows', () => {
    const failure: unknown = new Error()
    if (isInvalidObject(failure)) expectTypeOf(failure.partial.text).toEqualTypeOf<string>()
  })
})
