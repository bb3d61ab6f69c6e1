import { describe, expect, it, vi } from 'vitest'
import { amazonRetrieval } from '../retrieval/amazon-retrieval.ts'
import type { Generation } from '../speech/generation.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { toy } from '../testing/toy-family.ts'
import { embed } from '../verbs/embed.ts'
import type { Fetch } from '../wire/http.ts'
import type { CallMiddleware } from './around.ts'
import { createBedrock } from './create-bedrock.ts'
import { generateText } from './generate-text.ts'
import { plan } from './plan.ts'
import { streamText } from './stream-text.ts'
import { auth, failureOf, frames, modelOn, partsOf, streamed } from './test/fake-service.ts'

const answering: Fetch = async (url) =>
  url.endsWith('-stream') ? streamed(frames) : Response.json({ text: 'Hello', stop: 'end_turn' })

const noting = (name: string, notes: string[]): CallMiddleware => ({
  async *language(call, next) {
    notes.push(`${name} ${call.stream ? 'streams' : 'asks'}`)
    try {
      yield* next(call)
    } finally {
      notes.push(`${name} ends`)
    }
  },
})

describe('middleware around a call', () => {
  it('stands in order, outside retries, for whole and streamed answers', async () => {
    const notes: string[] = []
    const around = [noting('outer', notes), noting('inner', notes)]
    const fetch = vi.fn<Fetch>(answering)
    fetch.mockRejectedValueOnce(new TypeError('reset'))
    const model = modelOn(fetch, { around, retry: {} })
    expect((await generateText({ model, prompt: 'Hi' })).response.attempts).toBe(2)
    expect(await partsOf(streamText({ model, prompt: 'Hi' }))).toContain('text-delta')
    expect(notes).toEqual([
      'outer asks',
      'inner asks',
      'inner ends',
      'outer ends',
      'outer streams',
      'inner streams',
      'inner ends',
      'outer ends',
    ])
  })

  it('changes what is asked and what is answered', async () => {
    const fetch = vi.fn<Fetch>(answering)
    const shouting: CallMiddleware = {
      async *language(call, next) {
        const options = { ...call.options, options: { seed: 9 } }
        for await (const parts of next({ ...call, options }))
          yield parts.map(
            (part): StreamPart => (part.type === 'text-delta' ? { ...part, text: part.text.toUpperCase() } : part),
          )
      },
    }
    const pieces: string[] = []
    for await (const text of streamText({ model: modelOn(fetch, { around: [shouting] }), prompt: 'Hi' }).textStream)
      pieces.push(text)
    expect(pieces.join('')).toBe('HELLO')
    const [, init] = fetch.mock.calls[0] ?? []
    expect(JSON.parse(new TextDecoder().decode(init?.body as Uint8Array))).toMatchObject({ seed: 9 })
  })

  it('answers itself: a cache that serves the whole and the streamed call', async () => {
    const fetch = vi.fn<Fetch>(answering)
    const kept = new Map<string, readonly StreamPart[]>()
    const cache: CallMiddleware = {
      async *language(call, next) {
        const key = JSON.stringify(plan(call.options).body)
        const known = kept.get(key)
        if (known !== undefined) return yield [...known]
        const all: StreamPart[] = []
        for await (const parts of next(call)) {
          all.push(...parts)
          if (parts.at(-1)?.type === 'finish') kept.set(key, all)
          yield parts
        }
      },
    }
    const asked = { model: modelOn(fetch, { around: [cache] }), prompt: 'Hi' }
    const first = await streamText(asked).result
    const again = [await generateText(asked), await streamText(asked).result]
    expect(again).toEqual([first, first])
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('sees the end of a call that is left, and the socket is closed', async () => {
    const notes: string[] = []
    const cancelled = vi.fn()
    const fetch: Fetch = async () => streamed(frames, cancelled, false)
    const model = modelOn(fetch, { around: [noting('outer', notes)] })
    for await (const text of streamText({ model, prompt: 'Hi' }).textStream) if (text !== '') break
    await vi.waitFor(() => expect(notes).toEqual(['outer streams', 'outer ends']))
    expect(cancelled).toHaveBeenCalledTimes(1)
  })

  it('is told what fails', async () => {
    const seen: unknown[] = []
    const watching: CallMiddleware = {
      async *language(call, next) {
        try {
          yield* next(call)
        } catch (cause) {
          seen.push(cause)
          throw cause
        }
      },
    }
    const fetch: Fetch = async () => streamed(frames.slice(0, 1))
    const error = await failureOf(streamText({ model: modelOn(fetch, { around: [watching] }), prompt: 'Hi' }).result)
    expect(error).toMatchObject({ code: 'truncated', partial: { text: 'Hel' } })
    expect(seen).toEqual([error])
  })

  it('that forgets the end is a typed error, not a call that hangs', async () => {
    const forgetful: CallMiddleware = {
      async *language(call, next) {
        for await (const parts of next(call)) yield parts.filter(({ type }) => type !== 'finish')
      },
    }
    const asked = { model: modelOn(answering, { around: [forgetful] }), prompt: 'Hi' }
    expect(await failureOf(generateText(asked))).toMatchObject({
      code: 'truncated',
      message: expect.stringMatching(/middleware/),
    })
  })

  it('stands around verbs that are answered whole', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json({ embedding: [1, 2], inputTextTokenCount: 3 }))
    const verbs: string[] = []
    const around: CallMiddleware[] = [
      {
        whole: async (call, next) => {
          verbs.push(call.verb)
          return { ...(await next(call.options)), warnings: [{ code: 'seen', message: 'Seen.' }] }
        },
      },
    ]
    const bedrock = createBedrock({ region: 'us-east-1', auth, families: [amazonRetrieval()], fetch, around })
    const { embedding, warnings } = await embed({ model: bedrock('amazon.titan-embed-text-v2:0'), value: 'Hi' })
    expect(embedding).toEqual([1, 2])
    expect(warnings).toEqual([{ code: 'seen', message: 'Seen.' }])
    expect(verbs).toEqual(['embed'])
  })
})

describe('what plain JavaScript may pass', () => {
  const told = { code: 'invalid-argument' }
  const families = [toy()]

  it.each<[string, () => unknown, RegExp]>([
    ['no auth', () => createBedrock({ region: 'us-east-1', families } as never), /`auth` is missing/],
    [
      'a function for a family',
      () => createBedrock({ region: 'us-east-1', auth, families: [toy as never] }),
      /Call each/,
    ],
    [
      'nothing for a family',
      () => createBedrock({ region: 'us-east-1', auth, families: [undefined as never] }),
      /Call/,
    ],
  ])('%s is told', (_, work, words) => {
    expect(work).toThrow(expect.objectContaining({ ...told, message: expect.stringMatching(words) }))
  })

  it.each<[string, (model: never) => Promise<Generation | unknown>]>([
    ['generateText', (model) => generateText({ model, prompt: 'Hi' })],
    ['streamText', async (model) => streamText({ model, prompt: 'Hi' }).result],
    ['embed', (model) => embed({ model, value: 'Hi' })],
  ])('%s tells that a string, nothing or a client is no model', async (_, ask) => {
    for (const model of ['toy.one-v1:0', undefined, null, {}])
      expect(await failureOf(ask(model as never))).toMatchObject({ ...told, message: /what bedrock\(id\) returns/ })
  })
})
