import type { JsonObject } from '@x/bedrock-core/family'
import type { Answerer } from '@x/bedrock-local'
import * as ai7 from 'ai'
import * as ai6 from 'ai-v6'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bedrockOptions, createBedrockProvider } from './index.ts'
import { type Bench, startBench } from './test/bench.ts'
import { createBedrockProvider as createBedrockProviderV3 } from './v3.entry.ts'

/** Said by each version to its own console. */
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const haiku = 'anthropic.claude-3-haiku-20240307-v1:0'
const nova = 'us.amazon.nova-lite-v1:0'
const llama = 'us.meta.llama3-3-70b-instruct-v1:0'

const schema = z.object({ name: z.string(), count: z.number() })
const dwarfs = { name: 'dwarfs', count: 7 }

const cited = 'What colour is grass?'
const grass: Answerer = async function* () {
  yield { type: 'text', text: 'It is green.' }
  yield { type: 'citation', citation: { text: 'green', title: 'Meadow', documentIndex: 0, start: 4, end: 9 } }
}

interface Objects {
  readonly one: (model: string) => Promise<unknown>
  readonly list: (model: string) => Promise<unknown>
  readonly word: (model: string) => Promise<unknown>
  readonly free: (model: string) => Promise<unknown>
  readonly streamed: (model: string) => Promise<{ readonly partials: number; readonly object: unknown }>
}

interface Answered {
  readonly text: string
  readonly sources: readonly unknown[]
  readonly warnings: readonly unknown[]
}

/** What a version's own functions do that `suite.ts` does not ask of them. */
interface Version extends Objects {
  /** Asks about a file, then goes on with what the first answer's messages are. */
  readonly cite: (model: string) => Promise<Answered>
  readonly streamSources: (model: string) => Promise<readonly unknown[]>
  /** Tokens written to and read from the prompt cache, and all that went in. */
  readonly cached: (model: string, system: string) => Promise<readonly (number | undefined)[]>
  readonly strange: (model: string) => Promise<Answered>
}

const prompt = 'Describe seven dwarfs'
const echoed = `echo ${JSON.stringify(dwarfs)}`
const words = ['red', 'green']
const file = {
  type: 'file' as const,
  mediaType: 'text/plain',
  filename: 'meadow.txt',
  data: new TextEncoder().encode('Our green grass.'),
  providerOptions: bedrockOptions({ citations: true }),
}
const asked = [{ role: 'user' as const, content: [file, { type: 'text' as const, text: cited }] }]
const more = { role: 'user' as const, content: 'Go on.' }
const system = (content: string) => ({
  role: 'system' as const,
  content,
  providerOptions: bedrockOptions({ cache: true }),
})

const count = async (stream: AsyncIterable<unknown>): Promise<number> => {
  let partials = 0
  for await (const _partial of stream) partials += 1
  return partials
}

const versions: Readonly<Record<string, (settings: Bench['settings']) => Version>> = {
  'ai 7': (settings) => {
    const { languageModel } = createBedrockProvider(settings)
    const { generateObject, generateText, streamObject, streamText } = ai7
    return {
      one: async (id) => (await generateObject({ model: languageModel(id), schema, prompt })).object,
      list: async (id) => (await generateObject({ model: languageModel(id), schema, output: 'array', prompt })).object,
      word: async (id) =>
        (await generateObject({ model: languageModel(id), output: 'enum', enum: words, prompt })).object,
      free: async (id) =>
        (await generateObject({ model: languageModel(id), output: 'no-schema', prompt: echoed })).object,
      streamed: async (id) => {
        const answer = streamObject({ model: languageModel(id), schema, prompt })
        return { partials: await count(answer.partialObjectStream), object: await answer.object }
      },
      cite: async (id) => {
        const model = languageModel(id)
        const { text, sources, warnings = [], response } = await generateText({ model, messages: asked })
        await generateText({ model, messages: [...asked, ...response.messages, more] })
        return { text, sources, warnings }
      },
      streamSources: async (id) => {
        const answer = streamText({ model: languageModel(id), messages: asked })
        await answer.consumeStream()
        return answer.sources
      },
      cached: async (id, content) => {
        const { usage } = await generateText({
          model: languageModel(id),
          allowSystemInMessages: true,
          messages: [system(content), { role: 'user', content: 'echo Hi' }],
        })
        const { cacheReadTokens, cacheWriteTokens } = usage.inputTokenDetails
        return [cacheWriteTokens, cacheReadTokens, usage.inputTokens]
      },
      strange: async (id) => {
        const {
          text,
          sources,
          warnings = [],
        } = await generateText({
          model: languageModel(id),
          prompt: 'echo Hi',
          seed: 7,
          frequencyPenalty: 1,
        })
        return { text, sources, warnings }
      },
    }
  },
  'ai 6': (settings) => {
    const { languageModel } = createBedrockProviderV3(settings)
    const { generateObject, generateText, streamObject, streamText } = ai6
    return {
      one: async (id) => (await generateObject({ model: languageModel(id), schema, prompt })).object,
      list: async (id) => (await generateObject({ model: languageModel(id), schema, output: 'array', prompt })).object,
      word: async (id) =>
        (await generateObject({ model: languageModel(id), output: 'enum', enum: words, prompt })).object,
      free: async (id) =>
        (await generateObject({ model: languageModel(id), output: 'no-schema', prompt: echoed })).object,
      streamed: async (id) => {
        const answer = streamObject({ model: languageModel(id), schema, prompt })
        return { partials: await count(answer.partialObjectStream), object: await answer.object }
      },
      cite: async (id) => {
        const model = languageModel(id)
        const { text, sources, warnings = [], response } = await generateText({ model, messages: asked })
        await generateText({ model, messages: [...asked, ...response.messages, more] })
        return { text, sources, warnings }
      },
      streamSources: async (id) => {
        const answer = streamText({ model: languageModel(id), messages: asked })
        await answer.consumeStream()
        return answer.sources
      },
      cached: async (id, content) => {
        const { usage } = await generateText({
          model: languageModel(id),
          allowSystemInMessages: true,
          messages: [system(content), { role: 'user', content: 'echo Hi' }],
        })
        const { cacheReadTokens, cacheWriteTokens } = usage.inputTokenDetails
        return [cacheWriteTokens, cacheReadTokens, usage.inputTokens]
      },
      strange: async (id) => {
        const {
          text,
          sources,
          warnings = [],
        } = await generateText({
          model: languageModel(id),
          prompt: 'echo Hi',
          seed: 7,
          frequencyPenalty: 1,
        })
        return { text, sources, warnings }
      },
    }
  },
}

describe.each(Object.entries(versions))('%s', (_, versionOf) => {
  let bench: Bench
  let citing: Bench
  let version: Version
  let quoting: Version
  beforeAll(async () => {
    bench = await startBench()
    citing = await startBench({ answerer: grass })
    version = versionOf(bench.settings)
    quoting = versionOf(citing.settings)
  })
  afterAll(async () => {
    await bench.close()
    await citing.close()
  })

  it.each([sonnet, haiku, nova, llama])(
    'generateObject with %s: an object, a list, one of some words, any JSON',
    async (id) => {
      schema.parse(await version.one(id))
      expect(z.array(schema).parse(await version.list(id)).length).toBeGreaterThan(0)
      expect(words).toContain(await version.word(id))
      expect(await version.free(id)).toEqual(dwarfs)
    },
  )

  it.each([sonnet, haiku, llama])('streamObject with %s', async (id) => {
    const { partials, object } = await version.streamed(id)
    expect(partials).toBeGreaterThan(1)
    schema.parse(object)
  })

  it('sources are given, whole and streamed, and what was cited goes back with the next question', async () => {
    const { text, sources, warnings } = await quoting.cite(sonnet)
    const source = { sourceType: 'document', title: 'Meadow' }
    expect([text, warnings]).toEqual(['It is green.', []])
    expect(sources).toMatchObject([source])
    const second = citing.log.calls().at(-1)?.request.body as JsonObject
    expect(JSON.stringify(second['messages'])).toContain('"cited_text":"green"')
    expect(await quoting.streamSources(sonnet)).toMatchObject([source])
  })

  it.each([sonnet, nova])(
    'the prompt cache of %s: first written, then read, and all of it counted as input',
    async (id) => {
      const long = `${'The library of Alexandria held scrolls of every land. '.repeat(400)}${Math.random()}`
      const [written = 0, readFirst = 0] = await version.cached(id, long)
      const [writtenAgain = 0, read = 0, input = 0] = await version.cached(id, long)
      expect(written).toBeGreaterThan(1024)
      expect([readFirst, writtenAgain, read]).toEqual([0, 0, written])
      expect(input).toBeGreaterThan(read)
    },
  )

  it('warnings name what Bedrock has no place for', async () => {
    const { text, warnings } = await version.strange(sonnet)
    expect(text).toBe('Hi')
    expect(warnings).toMatchObject([{ feature: 'frequencyPenalty' }, { feature: 'seed' }])
  })
})
