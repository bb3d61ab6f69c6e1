import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { failureOf } from '../client/test/fake-service.ts'
import { generateObject } from './generate-object.ts'
import { isInvalidObject } from './invalid-object.ts'
import type { ObjectStrategy } from './object-strategy.ts'
import { streamObject } from './stream-object.ts'
import { anyTool, at, calls, forcedTool, formsModel, native, noSystem, wordsOnly, writes } from './test/forms-model.ts'

const person = z.object({ name: z.string(), age: z.int().min(0) })
const ann = { name: 'Ann', age: 7 }

const gathered = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

const cut = (text: string, size: number): string[] => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []

const answers = { native: writes, tool: calls, instructions: writes } as const
const carrying = { native, tool: forcedTool, instructions: wordsOnly } as const
const strategies = ['native', 'tool', 'instructions'] as const

describe('the way a model is asked', () => {
  const prompt = 'Who?'
  it.each<[string, Parameters<typeof formsModel>[0], object, ObjectStrategy]>([
    ['has native output', native, {}, 'native'],
    ['has tools that can be forced', forcedTool, {}, 'tool'],
    ['has tools that cannot be forced', anyTool, {}, 'instructions'],
    ['has words only', wordsOnly, {}, 'instructions'],
    ['has not even a system prompt', noSystem, {}, 'instructions'],
    ['has native output, but a tool is wanted', native, { strategy: 'tool' }, 'tool'],
    ['has native output, but instructions are wanted', native, { strategy: 'instructions' }, 'instructions'],
    ['has tools that cannot be forced, and one is wanted', anyTool, { strategy: 'tool' }, 'tool'],
  ])('which %s', async (_, carries, extra, strategy) => {
    const { model, asked } = formsModel(carries, answers[strategy](['{"name":"Ann","age":7}']))
    const said = await generateObject({ model, prompt, schema: person, schemaDescription: 'Somebody.', ...extra })
    const { result } = streamObject({ model, prompt, schema: person, schemaDescription: 'Somebody.', ...extra })
    expect(said).toMatchObject({ object: ann, strategy, finishReason: 'stop', toolCalls: [] })
    expect(await result).toMatchObject({ object: ann, strategy, finishReason: 'stop', toolCalls: [] })
    expect(asked[0]).toEqual(asked[1])
    expect(asked[0]).toMatchSnapshot()
  })

  it('is a tool where native output cannot say the schema', async () => {
    const { model, asked } = formsModel(native, calls(['{"scores":{"a":1}}']))
    const schema = z.object({ scores: z.record(z.string(), z.number()) })
    expect(await generateObject({ model, prompt, schema })).toMatchObject({
      strategy: 'tool',
      object: { scores: { a: 1 } },
    })
    expect(asked[0]).toHaveProperty('toolChoice', { tool: 'answer' })
    const failure = await failureOf(generateObject({ model, prompt, schema, strategy: 'native' }))
    expect(failure).toMatchObject({ code: 'unsupported', message: expect.stringMatching(/cannot say this schema/) })
  })

  it('is refused by name where a model lacks it', async () => {
    const { model } = formsModel(wordsOnly, [])
    const failure = await failureOf(generateObject({ model, prompt, schema: person, strategy: 'native' }))
    expect(failure).toMatchObject({ code: 'unsupported', message: expect.stringMatching(/response-format/) })
    const { object } = streamObject({ model, prompt, schema: person, schemaName: 'no good' })
    expect(await failureOf(object)).toMatchObject({ code: 'invalid-argument' })
  })

  it('keeps what else was said to the model', async () => {
    const { model, asked } = formsModel(noSystem, writes(['{"name":"Ann","age":7}']))
    await generateObject({
      model,
      schema: person,
      temperature: 0,
      messages: [
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        { role: 'user', content: [{ type: 'text', text: 'Three' }] },
      ],
    })
    expect(asked[0]).toHaveProperty('temperature', 0)
    expect(at(asked[0], 'messages', 0, 'content')).toEqual([{ type: 'text', text: 'One' }])
    expect(at(asked[0], 'messages', 2, 'content')).toHaveLength(2)
    expect(at(asked[0], 'messages', 2, 'content', 1, 'text')).toMatch(/^Answer with one JSON object/)
  })
})

describe.each(strategies)('an object by %s', (strategy) => {
  const carries = carrying[strategy]
  const answer = answers[strategy]
  const ask = (pieces: readonly string[]) => ({ model: formsModel(carries, answer(pieces)).model, prompt: 'Who?' })

  test.prop([
    fc.array(fc.record({ name: fc.string(), age: fc.nat() }), { maxLength: 8 }),
    fc.integer({ min: 1, max: 20 }),
  ])(
    'is the same streamed and whole; what is shown on the way are its beginnings, and each element once',
    async (elements, size) => {
      const call = { ...ask(cut(JSON.stringify({ elements }), size)), schema: person, output: 'array' } as const
      const whole = await generateObject(call)
      const stream = streamObject(call)
      const parts = await gathered(stream)
      const result = await stream.result
      expect(whole.object).toEqual(elements)
      expect({ ...result, raw: whole.raw }).toEqual(whole)
      expect(parts.flatMap((part) => (part.type === 'element' ? [part.element] : []))).toEqual(elements)
      const shown = parts.flatMap((part) => (part.type === 'object' ? [part.object] : []))
      expect(shown.at(-1)).toEqual(elements)
      for (const [index, list] of shown.entries()) {
        expect(list.slice(0, -1)).toEqual(elements.slice(0, Math.max(0, list.length - 1)))
        expect(list.length).toBeGreaterThanOrEqual(shown[index - 1]?.length ?? 0)
      }
      const text = parts.flatMap((part) => (part.type === 'text-delta' ? [part.text] : [])).join('')
      expect(text).toBe(result.text)
      expect(JSON.parse(text)).toEqual({ elements })
    },
  )

  it('gives every beginning', async () => {
    const { partialObjectStream } = streamObject({ ...ask(['{"na', 'me":"A', 'nn","ag', 'e":7', '}']), schema: person })
    expect(await gathered(partialObjectStream)).toEqual([{}, { name: 'A' }, { name: 'Ann' }, ann])
  })

  it('gives elements, and throws after the last that fits', async () => {
    const text = '{"elements":[{"name":"Ann","age":7},{"name":"Bob","age":-1},{"name":"Cy","age":1}]}'
    const stream = streamObject({ ...ask(cut(text, 5)), schema: person, output: 'array' })
    const seen: unknown[] = []
    const failure = await failureOf(
      (async () => {
        for await (const element of stream.elementStream) seen.push(element)
      })(),
    )
    expect(seen).toEqual([ann])
    expect(failure.code).toBe('invalid-object')
    expect(isInvalidObject(failure) && failure.partial).toMatchObject({
      text,
      strategy,
      issues: [{ path: [1, 'age'] }],
      usage: { inputTokens: 10, outputTokens: 5 },
      finishReason: 'stop',
    })
    expect(await failureOf(stream.object)).toBe(failure)
  })

  it('may be one of several words, shown once it is clear which', async () => {
    const call = {
      ...ask(['{"result":"', 'r', 'ai', 'n', 'y"}']),
      output: 'enum',
      enum: ['rainy', 'rain', 'snowy'],
    } as const
    expect((await generateObject(call)).object).toBe('rainy')
    const stream = streamObject(call)
    expect(await gathered(stream.partialObjectStream)).toEqual(['rainy'])
    expect(await stream.object).toBe('rainy')
  })

  it('may be something else than an object, schemas that contain themselves included', async () => {
    const tree: z.ZodType = z.lazy(() => z.union([z.string(), z.array(tree)]))
    const call = { ...ask(['{"value":["a",["b"]]}']), schema: z.union([z.number(), z.array(z.string())]) }
    expect(await failureOf(generateObject(call))).toHaveProperty('code', 'invalid-object')
    const nested = { ...ask(['{"value":["a",["b"]]}']), schema: tree }
    if (strategy !== 'native') expect((await generateObject(nested)).object).toEqual(['a', ['b']])
  })

  it('is repaired by whoever knows how', async () => {
    const texts: string[] = []
    const call = {
      ...ask(['{"name":"Ann","age":"seven"}']),
      schema: person,
      repair: async ({ text, error }: { text: string; error: Error }) => {
        texts.push(text, error.message)
        return text.replace('"seven"', '7')
      },
    }
    expect(await generateObject(call)).toMatchObject({ object: ann, repaired: true })
    expect(await streamObject(call).result).toMatchObject({ object: ann, repaired: true })
    expect(texts[0]).toBe('{"name":"Ann","age":"seven"}')
    expect(texts[1]).toMatch(/does not fit the schema: .* at age\./)
    const failure = await failureOf(generateObject({ ...call, repair: () => '{"name":7}' }))
    expect(isInvalidObject(failure) && failure.partial.issues).toHaveLength(2)
    expect(await failureOf(generateObject({ ...call, repair: () => undefined }))).toHaveProperty(
      'code',
      'invalid-object',
    )
  })

  it('says that it was cut by the limit of tokens', async () => {
    const { model } = formsModel(
      carries,
      answer(['{"name":"Ann', '","a'], ...(strategy === 'tool' ? ['answer', 'max_tokens'] : ['max_tokens'])),
    )
    const failure = await failureOf(generateObject({ model, prompt: 'Who?', schema: person }))
    expect(failure).toMatchObject({ code: 'invalid-object', message: expect.stringMatching(/raise maxOutputTokens/) })
    expect(isInvalidObject(failure) && failure.partial).toMatchObject({
      finishReason: 'length',
      text: '{"name":"Ann","a',
    })
    const stream = streamObject({ model, prompt: 'Who?', schema: person })
    expect(await failureOf(gathered(stream.partialObjectStream))).toHaveProperty('code', 'invalid-object')
  })
})

describe('answers that were not held to the schema', () => {
  it.each(['Here:\n```json\n{"name":"Ann","age":7}\n```', 'Well {you know}: {"name":"Ann","age":7} That is it.'])(
    'are read among prose: %s',
    async (text) => {
      const { model } = formsModel(wordsOnly, writes(cut(text, 3)))
      const stream = streamObject({ model, prompt: 'Who?', schema: person })
      expect((await gathered(stream.partialObjectStream)).at(-1)).toEqual(ann)
      expect(await stream.object).toEqual(ann)
      expect((await generateObject({ model, prompt: 'Who?', schema: person })).object).toEqual(ann)
    },
  )

  it('are read from the text of a model that did not call the tool', async () => {
    const { model } = formsModel(forcedTool, writes(['{"name":"Ann",', '"age":7}']))
    const call = { model, prompt: 'Who?', schema: person }
    expect(await generateObject(call)).toMatchObject({ object: ann, strategy: 'tool', text: '{"name":"Ann","age":7}' })
    const stream = streamObject(call)
    expect(await gathered(stream.textStream)).toEqual(['{"name":"Ann","age":7}'])
    expect(await stream.object).toEqual(ann)
  })

  it('fail by native output where prose stands around', async () => {
    const { model } = formsModel(native, writes(['Sure: {"name":"Ann","age":7}']))
    expect(await failureOf(generateObject({ model, prompt: 'Who?', schema: person }))).toMatchObject({
      code: 'invalid-object',
      message: expect.stringMatching(/it is not JSON/),
    })
  })

  it('end no process when nobody awaits them', async () => {
    const { model } = formsModel(native, writes(['no']))
    const stream = streamObject({ model, prompt: 'Who?', schema: person })
    void stream.object
    void stream.usage
    await failureOf(gathered(stream))
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
})
