import { apiKey, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import {
  type Auth,
  countTokens,
  createBedrock,
  embed,
  type Fetch,
  generateObject,
  generateText,
  rerank,
  runTools,
  streamObject,
  streamText,
  tool,
} from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { oss } from '@x/bedrock-oss'
import { chatTests } from './chat.ts'
import { check, equal, type Outcome, type Tests } from './check.ts'
import { type Caller, failureTests } from './failures.ts'

export type { Outcome } from './check.ts'
export type { Caller } from './failures.ts'

/** Every family, in its own form and as Converse. */
const routes = [
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'messages'],
  ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'converse'],
  ['cohere.command-r-v1:0', 'chat'],
  ['cohere.command-r-v1:0', 'converse'],
  ['openai.gpt-oss-20b-1:0', 'chat'],
  ['openai.gpt-oss-20b-1:0', 'converse'],
  ['us.meta.llama3-3-70b-instruct-v1:0', 'native'],
  ['us.meta.llama3-3-70b-instruct-v1:0', 'converse'],
] as const

const [[modelId]] = routes

/** A text beyond one frame and beyond ASCII: cuts fall inside characters. */
const said = 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich 🥊, und 猫 sieht zu.'

const tests = (caller: Caller): Tests => {
  const { endpoint, accessKeyId, secretAccessKey } = caller
  const auths = { 'an API key': apiKey(caller.apiKey), SigV4: sigv4({ accessKeyId, secretAccessKey }) }
  const bedrockBy = (auth: Auth, fetch?: Fetch) =>
    createBedrock({
      region: 'us-east-1',
      endpoint,
      auth,
      families: [claude(), cohere(), oss(), llama()],
      retry: { maxAttempts: 1 },
      ...(fetch === undefined ? {} : { fetch }),
    })
  const bedrock = bedrockBy(auths.SigV4)
  const model = bedrock(modelId)

  const list: Tests = {
    ...chatTests(model, said),
    ...failureTests({ caller, bedrockBy, sign: auths.SigV4, modelId, said }),
  }

  for (const [how, auth] of Object.entries(auths))
    for (const [id, via] of routes) {
      const asked = () => ({ model: bedrockBy(auth)(id, { via }), prompt: `echo ${said}` })
      list[`${id} as ${via}, by ${how}: a whole answer`] = async () => {
        const { text, finishReason, usage } = await generateText(asked())
        equal([text.trim(), finishReason], [said, 'stop'])
        check((usage.outputTokens ?? 0) > 0, 'it counts no tokens')
      }
      list[`${id} as ${via}, by ${how}: a stream, whose pieces make the whole`] = async () => {
        const answer = streamText(asked())
        const pieces: string[] = []
        for await (const piece of answer.textStream) pieces.push(piece)
        const { text, finishReason } = await answer.result
        equal([pieces.join(''), text.trim(), finishReason], [text, said, 'stop'])
        check(pieces.length > 3, `it came in ${pieces.length} pieces`)
      }
    }

  const weather = tool({
    description: 'The weather in a city.',
    input: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    execute: ({ city }) => `${city}: 21 °C`,
  })
  const schema = {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city', 'days'],
  } as const

  for (const [id, via] of routes) {
    const routed = bedrock(id, { via })
    // Llama's own form has no tools.
    if (via !== 'native')
      list[`${id} as ${via}, the tool loop: a call, its result, an answer made of it`] = async () => {
        const asked = { model: routed, tools: { weather }, prompt: 'The weather in Lisbon?' }
        const { text, steps } = await runTools(asked).result
        equal([steps.length, text.includes('Lisbon: 21 °C')], [2, true])
      }
    list[`${id} as ${via}, an object of its schema, whole and growing`] = async () => {
      const asked = { model: routed, schema, prompt: 'Three days in Oslo.' }
      const { object } = await generateObject(asked)
      equal([typeof object.city, Number.isInteger(object.days)], ['string', true])
      const growing = streamObject(asked)
      let last: unknown
      for await (const partial of growing.partialObjectStream) last = partial
      equal(last, (await growing.result).object)
    }
  }

  list['reasoning comes before the answer, in blocks of its own'] = async () => {
    const answer = streamText({ model, reasoning: 'low', prompt: 'Think, then greet.' })
    const types = new Set<string>()
    for await (const { type } of answer) types.add(type)
    const { reasoning, text } = await answer.result
    check(reasoning.length > 0 && text.length > 0, 'it did not think')
    equal([types.has('reasoning-start'), types.has('reasoning-delta'), types.has('reasoning-end')], [true, true, true])
  }

  list['a count of tokens'] = async () => {
    const { inputTokens } = await countTokens({ model, prompt: said })
    check(inputTokens > 0, 'it counts none')
  }

  list['an embedding'] = async () => {
    const { embedding } = await embed({ model: bedrock('cohere.embed-english-v3'), value: said })
    check(embedding.length > 100, `it has ${embedding.length} dimensions`)
  }

  list['a ranking'] = async () => {
    const documents = ['Oslo is in Norway.', 'Lisbon is in Portugal.']
    const { ranking } = await rerank({
      model: bedrock('cohere.rerank-v3-5:0'),
      query: 'Where is Lisbon?',
      documents,
    })
    equal(ranking.length, documents.length)
  }

  return list
}

/** Runs the whole, one test after the other, in whatever runtime this is. */
export const conformance = async (caller: Caller): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = []
  for (const [name, test] of Object.entries(tests(caller)))
    try {
      await test()
      outcomes.push({ name })
    } catch (error) {
      outcomes.push({ name, failure: String(error instanceof Error ? (error.stack ?? error.message) : error) })
    }
  return outcomes
}
