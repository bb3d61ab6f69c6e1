import { describe, expect, it, vi } from 'vitest'
import type { CallMiddleware } from '../client/around.ts'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { streamText } from '../client/stream-text.ts'
import { auth, failureOf, frames, partsOf, streamed } from '../client/test/fake-service.ts'
import { defineFamily } from '../family/define.ts'
import { amazonRetrieval } from '../retrieval/amazon-retrieval.ts'
import { type ToyOptions, toy, toyFormat } from '../testing/toy-family.ts'
import { embed } from '../verbs/embed.ts'
import type { Fetch } from '../wire/http.ts'
import { failover } from './failover.ts'
import type { FailoverOptions } from './failover-options.ts'
import { withMiddleware } from './with-middleware.ts'

const other = () =>
  defineFamily<'other', 'other.', { readonly mood?: string }>({
    name: 'other',
    prefixes: ['other.'],
    formats: [
      {
        name: 'other',
        operation: 'invoke',
        carries: ['stream'],
        encode: ({ options }) => ({ body: { mood: options.mood } }),
        decode: (body, headers) => toyFormat.decode(body, headers),
        reader: () => toyFormat.reader(),
      },
    ],
  })

const refusing =
  (status: number, name: string): Fetch =>
  async () =>
    Response.json({ message: 'No.' }, { status, headers: { 'x-amzn-errortype': name } })
const answering: Fetch = async (url) =>
  url.endsWith('-stream') ? streamed(frames) : Response.json({ text: 'Hello', stop: 'end_turn' })

/** One client a region, and what it was asked. */
const at = (region: string, fetch: Fetch, extra: object = {}) => {
  const asked = vi.fn<Fetch>(fetch)
  const families = [toy(), other(), amazonRetrieval()]
  const client = createBedrock({ region, auth, families, fetch: asked, retry: false, ...extra })
  return { asked, client, model: client('toy.one-v1:0'), other: client('other.one') }
}
const bodyOf = (asked: { mock: { calls: [string, RequestInit][] } }): unknown =>
  JSON.parse(new TextDecoder().decode(asked.mock.calls[0]?.[1].body as Uint8Array))

const busy = refusing(429, 'ThrottlingException')

describe('failover', () => {
  it.each([
    ['whole', (model: LanguageModel<ToyOptions>) => generateText({ model, prompt: 'Hi' })],
    ['streamed', (model: LanguageModel<ToyOptions>) => streamText({ model, prompt: 'Hi' }).result],
  ])('moves on before the first delta and tells what happened: %s', async (_, ask) => {
    const [east, west] = [at('us-east-1', busy), at('us-west-2', answering)]
    const { text, warnings, response } = await ask(failover([east.model, west.model]))
    expect(text).toBe('Hello')
    expect(warnings).toEqual([
      {
        code: 'failed-over',
        message: '"toy.one-v1:0" was asked after "toy.one-v1:0" in us-east-1 (throttled) had failed.',
      },
    ])
    expect(response.tried).toEqual([{ modelId: 'toy.one-v1:0', region: 'us-east-1', code: 'throttled', attempts: 1 }])
    expect([east.asked, west.asked].map(({ mock }) => mock.calls.length)).toEqual([1, 1])
  })

  it('says nothing where the first one answers', async () => {
    const [east, west] = [at('us-east-1', answering), at('us-west-2', answering)]
    const { warnings, response } = await generateText({ model: failover([east.model, west.model]), prompt: 'Hi' })
    expect(warnings).toEqual([])
    expect(response).not.toHaveProperty('tried')
    expect(west.asked).not.toHaveBeenCalled()
  })

  it('plans anew for another family, with that family’s own options', async () => {
    const [east, west] = [at('us-east-1', busy), at('us-west-2', answering)]
    const model = failover([east.model, { model: west.other, options: { mood: 'calm' } }])
    const { warnings } = await generateText({ model, prompt: 'Hi', options: { seed: 7 } })
    expect(bodyOf(east.asked)).toEqual({ messages: 1, seed: 7 })
    expect(bodyOf(west.asked)).toEqual({ mood: 'calm' })
    expect(warnings.map(({ code }) => code)).toEqual(['failed-over', 'options-left-out'])
    // @ts-expect-error a call's options are those of the first target's family
    void (() => generateText({ model, prompt: 'Hi', options: { mood: 'gay' } }))
    // @ts-expect-error and those beside a target those of its own
    void (() => failover([east.model, { model: west.other, options: { seed: 7 } }]))
  })

  it('moves on from a family that cannot carry the prompt, having sent nothing', async () => {
    const east = at('us-east-1', answering)
    const narrow = defineFamily({
      name: 'narrow',
      prefixes: ['narrow.'],
      formats: [{ ...toyFormat, name: 'narrow', carries: ['stream'] }],
    })
    const first = createBedrock({ region: 'us-east-1', auth, families: [narrow], fetch: busy })('narrow.one')
    const { response } = await generateText({ model: failover([first, east.model]), system: 'Be brief.', prompt: 'Hi' })
    expect(response.tried).toMatchObject([{ modelId: 'narrow.one', code: 'unsupported' }])
  })

  it('ends with the last failure, naming those before it', async () => {
    const [east, west] = [at('us-east-1', busy), at('us-west-2', refusing(503, 'ServiceUnavailableException'))]
    const error = await failureOf(generateText({ model: failover([east.model, west.model]), prompt: 'Hi' }))
    expect(error).toMatchObject({ code: 'unavailable', status: 503, retryable: true })
    expect(error.message).toContain('Before it failed: "toy.one-v1:0" in us-east-1 (throttled).')
  })

  it.each([
    [400, 'ValidationException'],
    [403, 'InvalidSignatureException'],
  ])('stays where another target would fail as well: %i %s', async (status, name) => {
    const [east, west] = [at('us-east-1', refusing(status, name)), at('us-west-2', answering)]
    await failureOf(generateText({ model: failover([east.model, west.model]), prompt: 'Hi' }))
    expect(west.asked).not.toHaveBeenCalled()
  })

  it('asks its caller before the table', async () => {
    const [east, west] = [at('us-east-1', refusing(400, 'ValidationException')), at('us-west-2', answering)]
    const model = failover([east.model, west.model], { moveOn: ({ code }) => code === 'validation' })
    expect((await generateText({ model, prompt: 'Hi' })).text).toBe('Hello')
  })

  it('never moves on once something has been handed out', async () => {
    const [east, west] = [at('us-east-1', async () => streamed(frames.slice(0, 1))), at('us-west-2', answering)]
    const stream = streamText({ model: failover([east.model, west.model]), prompt: 'Hi' })
    expect(await failureOf(partsOf(stream))).toMatchObject({ code: 'truncated', partial: { text: 'Hel' } })
    expect(west.asked).not.toHaveBeenCalled()
  })

  it('tries each target as often as said, and the last one as often as its client says', async () => {
    const failing = (region: string) => at(region, refusing(500, ''), { retry: { maxAttempts: 3 } })
    const clients = [failing('us-east-1'), failing('us-west-2')] as const
    const [first, last] = clients
    const ask = (options?: FailoverOptions) =>
      failureOf(generateText({ model: failover([first.model, last.model], options), prompt: 'Hi' }))
    expect(await ask()).toMatchObject({ code: 'server-error', attempts: 3 })
    expect(clients.map(({ asked }) => asked.mock.calls.length)).toEqual([1, 3])
    await ask({ tries: 2 })
    expect(clients.map(({ asked }) => asked.mock.calls.length)).toEqual([3, 6])
  })

  it('asks a target that has just failed last, for as long as said', async () => {
    let now = 0
    const [east, west] = [at('us-east-1', busy), at('us-west-2', answering)]
    const model = failover([east.model, west.model], { cooldown: 5000, now: () => now })
    const ask = () => generateText({ model, prompt: 'Hi' })
    await ask()
    await ask()
    expect(east.asked).toHaveBeenCalledTimes(1)
    now = 5000
    await ask()
    expect(east.asked).toHaveBeenCalledTimes(2)
  })

  it('leaves out targets that may answer elsewhere, and refuses where none is left', async () => {
    const [us, eu] = [at('us-east-1', answering), at('eu-west-1', answering)]
    const global = eu.client('global.toy.one-v1:0')
    const model = failover([us.model, global, eu.model], { stayIn: 'eu' })
    await generateText({ model, prompt: 'Hi' })
    expect(us.asked).not.toHaveBeenCalled()
    expect(eu.asked.mock.calls.map(([url]) => url)).toEqual([expect.stringContaining('/model/toy.one-v1')])
    const nowhere = failover([us.model, global], { stayIn: ['eu', 'ch'] })
    expect(await failureOf(generateText({ model: nowhere, prompt: 'Hi' }))).toMatchObject({
      code: 'invalid-argument',
      message: expect.stringContaining('eu, ch'),
    })
  })

  it('embeds by the same model elsewhere, never by another one', async () => {
    const vectors: Fetch = async () => Response.json({ embedding: [1], inputTextTokenCount: 1 })
    const [east, west] = [at('us-east-1', busy), at('us-west-2', vectors)]
    const v2 = 'amazon.titan-embed-text-v2:0'
    const model = failover([east.client(v2), west.client('amazon.titan-embed-text-v1'), west.client(v2)])
    const { embedding, warnings } = await embed({ model, value: 'Hi' })
    expect(embedding).toEqual([1])
    expect(warnings).toMatchObject([{ code: 'failed-over' }])
    expect(west.asked.mock.calls.map(([url]) => url)).toEqual([expect.stringContaining('text-v2')])
  })

  it('has each target’s middleware around it, and its own outside', async () => {
    const notes: string[] = []
    const noting = (name: string): CallMiddleware => ({
      async *language(call, next) {
        notes.push(name)
        yield* next(call)
      },
    })
    const [east, west] = [
      at('us-east-1', busy, { around: [noting('east')] }),
      at('us-west-2', answering, { around: [noting('west')] }),
    ]
    await generateText({ model: withMiddleware(failover([east.model, west.model]), noting('outer')), prompt: 'Hi' })
    expect(notes).toEqual(['outer', 'east', 'west'])
  })

  it('ends by the total limit, whatever targets are left', async () => {
    const silent: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    const [east, west] = [at('us-east-1', silent), at('us-west-2', answering)]
    const model = failover([east.model, west.model])
    expect(await failureOf(generateText({ model, prompt: 'Hi', timeout: { total: 30 } }))).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('timeout.total'),
    })
    expect(west.asked).not.toHaveBeenCalled()
  })
})
