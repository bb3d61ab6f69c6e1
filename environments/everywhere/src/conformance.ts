import { apiKey, sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import {
  type Auth,
  BedrockError,
  type BedrockErrorCode,
  createBedrock,
  embed,
  type Fetch,
  generateObject,
  generateText,
  rerank,
  runTools,
  streamText,
  tool,
} from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { oss } from '@x/bedrock-oss'

/** What one test came to; absent `failure`: it passed. */
export interface Outcome {
  readonly name: string
  readonly failure?: string
}

/** What the local Bedrock takes from anyone; no secrets. */
export interface Caller {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly apiKey: string
}

const check = (truth: boolean, otherwise: string): void => {
  if (!truth) throw new Error(otherwise)
}

const equal = (seen: unknown, wanted: unknown): void =>
  check(JSON.stringify(seen) === JSON.stringify(wanted), `${JSON.stringify(seen)} is not ${JSON.stringify(wanted)}`)

const failureOf = async (promise: Promise<unknown>, code: BedrockErrorCode): Promise<BedrockError> => {
  const outcome: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!BedrockError.is(outcome)) throw new Error(`${String(outcome)} is no BedrockError`)
  equal(outcome.code, code)
  return outcome
}

/** The error still holds the beginning of the answer. */
const keepsBeginning = ({ partial }: BedrockError): void =>
  check(
    typeof partial === 'object' && partial !== null && 'text' in partial && String(partial.text).length > 0,
    'what had arrived is lost',
  )

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

/** How the server saw its last call end: `whole`, `broken`, or `left` by its reader. */
const endOfLastCall = async (endpoint: string): Promise<unknown> => {
  for (let attempt = 0; attempt < 100; attempt++) {
    const calls: readonly { readonly id: string }[] = await (await fetch(`${endpoint}/_local/calls`)).json()
    const call = await (await fetch(`${endpoint}/_local/calls/${calls.at(-1)?.id}`)).json()
    if (call.end !== undefined) return call.end.how
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return 'still open'
}

const tests = (caller: Caller): Readonly<Record<string, () => Promise<void>>> => {
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

  const list: Record<string, () => Promise<void>> = {}

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

  list['the tool loop: a call, its result, an answer made of it'] = async () => {
    const weather = tool({
      description: 'The weather in a city.',
      input: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      execute: ({ city }) => `${city}: 21 °C`,
    })
    const { text, steps } = await runTools({ model, tools: { weather }, prompt: 'The weather in Lisbon?' }).result
    equal([steps.length, text.includes('Lisbon: 21 °C')], [2, true])
  }

  list['an object of its schema'] = async () => {
    const schema = {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
      required: ['city', 'days'],
    } as const
    const { object } = await generateObject({ model, schema, prompt: 'Three days in Oslo.' })
    equal([typeof object.city, Number.isInteger(object.days)], ['string', true])
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

  list['breaking out of the loop closes the socket'] = async () => {
    for await (const text of streamText({ model, prompt: 'a story of 20000 tokens' }).textStream)
      if (text.length > 0) break
    equal(await endOfLastCall(endpoint), 'left')
  }

  list['an abort closes the socket and keeps what had arrived'] = async () => {
    const controller = new AbortController()
    const answer = streamText({ model, prompt: 'a story of 20000 tokens', signal: controller.signal })
    const reading = (async () => {
      for await (const text of answer.textStream) if (text.length > 0) controller.abort()
    })()
    keepsBeginning(await failureOf(reading, 'aborted'))
    equal(await endOfLastCall(endpoint), 'left')
  }

  // Faults by the header that the local Bedrock reads. Runtimes word a broken connection each in their own way.
  for (const [fault, code] of [
    ['truncate@frame:5', 'truncated'],
    ['reset@frame:5', 'truncated'],
    ['checksum@frame:5', 'corrupt'],
  ] as const)
    list[`${fault} is told as ${code}, with what had arrived`] = async () => {
      const faulty: Fetch = (url, init) => {
        const headers = new Headers(init.headers)
        headers.set('x-local-bedrock-fault', fault)
        return fetch(url, { ...init, headers })
      }
      const answer = streamText({ model: bedrockBy(auths.SigV4, faulty)(modelId), prompt: `echo ${said}` })
      keepsBeginning(await failureOf(answer.result, code))
    }

  list['an exception in the stream is told by its code'] = async () => {
    await failureOf(streamText({ model, prompt: 'fail midway' }).result, 'model-error')
  }

  list['a refusal is told by its code, with the request id'] = async () => {
    const { status, requestId } = await failureOf(generateText({ model, prompt: 'fail: throttled' }), 'throttled')
    equal([status, (requestId?.length ?? 0) > 0], [429, true])
  }

  list['a wrong secret is refused by name, and does not show'] = async () => {
    const secret = 'quite/another/secret/that/must/not/show0'
    const stranger = bedrockBy(sigv4({ accessKeyId, secretAccessKey: secret }))
    const error = await failureOf(generateText({ model: stranger(modelId), prompt: 'Hi' }), 'invalid-signature')
    check(!`${JSON.stringify(error)}${error.stack}`.includes(secret), 'the secret shows')
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
