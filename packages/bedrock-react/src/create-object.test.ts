import { BedrockError, type StreamPart, toUIResponse } from '@x/bedrock-core/ui'
import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { createCompletion } from './create-completion.ts'
import { createObject } from './create-object.ts'
import { framesByHand } from './test/by-hand.ts'

const schema = z.object({ name: z.string(), steps: z.array(z.object({ text: z.string(), minutes: z.number() })) })
const recipe = {
  name: 'Rösti',
  steps: [
    { text: 'Grate', minutes: 10 },
    { text: 'Fry', minutes: 20 },
  ],
}
const json = JSON.stringify(recipe)

/** Gives texts one by one, each when the test says so. */
const byPiece = (pieces: readonly string[], failure?: unknown) => {
  const bodies: unknown[] = []
  let next: () => void = () => {}
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    bodies.push(JSON.parse(String(init?.body)))
    const left = [...pieces]
    return new Response(
      new ReadableStream({
        async pull(controller) {
          await new Promise<void>((resolve) => (next = resolve))
          const piece = left.shift()
          if (piece !== undefined) controller.enqueue(new TextEncoder().encode(piece))
          else if (failure === undefined) controller.close()
          else controller.error(failure)
        },
      }),
      { headers: { 'content-type': 'text/plain; charset=utf-8' } },
    )
  }
  const step = async (): Promise<void> => {
    next()
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  return { bodies, fetch, step }
}

async function* spoken(texts: readonly string[], failure?: unknown): AsyncGenerator<StreamPart, void> {
  yield { type: 'start', warnings: [], response: { modelId: 'm' } }
  yield { type: 'text-start', id: '0' }
  for (const text of texts) yield { type: 'text-delta', id: '0', text }
  if (failure !== undefined) throw failure
}

test('an object grows with its type, and is whole and checked at the end', async () => {
  const { bodies, fetch, step } = byPiece([json.slice(0, 20), json.slice(20, 60), json.slice(60)])
  const frames = framesByHand()
  const finished: unknown[] = []
  const object = createObject({ schema, fetch, schedule: frames.schedule, onFinish: (whole) => finished.push(whole) })
  const done = object.submit({ dish: 'Rösti' })
  expect(object.snapshot()).toEqual({ value: undefined, status: 'submitted', error: undefined })
  await step()
  await step()
  const first = object.snapshot()
  expect(first).toMatchObject({ value: { name: 'Rösti' }, status: 'streaming' })
  await step()
  expect(object.snapshot()).toBe(first)
  frames.next()
  const second = object.snapshot()
  expect(second.value?.steps?.[0]).toEqual({ text: 'Grate', minutes: 10 })
  expectTypeOf(second.value).toEqualTypeOf<
    | { readonly name?: string; readonly steps?: readonly { readonly text?: string; readonly minutes?: number }[] }
    | undefined
  >()
  await step()
  await step()
  await done
  expect(object.snapshot()).toEqual({ value: recipe, status: 'ready', error: undefined })
  expect([bodies, finished]).toEqual([[{ dish: 'Rösti' }], [recipe]])
})

test('a UI message stream and prose around the object do as well', async () => {
  const fetch = async (): Promise<Response> => toUIResponse(spoken(['Here: ```json\n', json, '\n```']))
  const object = createObject({ schema, fetch })
  await object.submit({})
  expect(object.snapshot()).toMatchObject({ value: recipe, status: 'ready' })
})

test.each([
  ['does not fit', () => new Response('{"name":1,"steps":[]}'), 'malformed', { name: 1, steps: [] }],
  ['broke off', () => new Response('{"name":"R"'), 'malformed', { name: 'R' }],
  ['is none', () => new Response('Sorry.'), 'malformed', undefined],
  ['was refused', () => new Response('', { status: 429 }), 'throttled', undefined],
  [
    'failed at the server',
    () => toUIResponse(spoken(['{"name":"R"'], new BedrockError('model-error', 'secret'))),
    'model-error',
    { name: 'R' },
  ],
] as const)('an object that %s is an error, with what had come', async (_name, reply, code, value) => {
  const errors: unknown[] = []
  const object = createObject({ schema, fetch: async () => reply(), onError: ({ code }) => errors.push(code) })
  await object.submit({})
  expect(object.snapshot()).toMatchObject({ status: 'error', error: { code }, value })
  expect(errors).toEqual([code])
  object.clear()
  expect(object.snapshot()).toEqual({ value: undefined, status: 'ready', error: undefined })
})

test('plain JSON Schema types the object', async () => {
  const object = createObject({
    schema: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] } as const,
    fetch: async () => new Response('{"n":1}'),
  })
  await object.submit({})
  expectTypeOf(object.snapshot().value?.n).toEqualTypeOf<number | undefined>()
  expect(object.snapshot().value).toEqual({ n: 1 })
})

test('a completion grows; asking again leaves the first, and stop keeps what came', async () => {
  const { bodies, fetch, step } = byPiece(['Once ', 'upon'])
  const finished: string[] = []
  const completion = createCompletion({ fetch, initialCompletion: '…', onFinish: (text) => finished.push(text) })
  expect(completion.snapshot().value).toBe('…')
  const first = completion.complete('Tell')
  await step()
  await step()
  expect(completion.snapshot()).toMatchObject({ value: 'Once ', status: 'streaming' })
  const second = completion.complete('Again', { temperature: 1 })
  expect(completion.snapshot()).toMatchObject({ value: '', status: 'submitted' })
  await step()
  await step()
  await first
  completion.stop()
  expect(completion.snapshot()).toMatchObject({ value: 'Once ', status: 'ready', error: undefined })
  await step()
  await second
  expect(completion.snapshot().value).toBe('Once ')
  expect([bodies, finished]).toEqual([[{ prompt: 'Tell' }, { prompt: 'Again', temperature: 1 }], []])
})

test('a completion of a UI message stream ends with its text', async () => {
  const finished: string[] = []
  const completion = createCompletion({
    fetch: async () => toUIResponse(spoken(['Once ', 'upon'])),
    onFinish: (text) => finished.push(text),
  })
  await completion.complete('Tell')
  expect(completion.snapshot()).toEqual({ value: 'Once upon', status: 'ready', error: undefined })
  expect(finished).toEqual(['Once upon'])
})

test('a connection that breaks off is an error of the network', async () => {
  const completion = createCompletion({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
  await completion.complete('Tell')
  expect(completion.snapshot()).toMatchObject({ status: 'error', error: { code: 'network', retryable: true } })
})
