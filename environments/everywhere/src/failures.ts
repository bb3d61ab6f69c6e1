import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import {
  type Auth,
  type BedrockError,
  createBedrock,
  type Fetch,
  failover,
  generateText,
  type LanguageModel,
  streamText,
} from '@x/bedrock-core'
import { check, equal, failureOf, type Tests } from './check.ts'

/** What the local Bedrock takes from anyone; no secrets. */
export interface Caller {
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly apiKey: string
}

/** How the body calls, for what is to fail. */
interface Failing {
  readonly caller: Caller
  /** A client that asks once, signed so and sent so. */
  readonly bedrockBy: (auth: Auth, fetch?: Fetch) => (id: Failing['modelId']) => LanguageModel
  readonly sign: Auth
  readonly modelId: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
  readonly said: string
}

/** The error still holds the beginning of the answer. */
const keepsBeginning = ({ partial }: BedrockError): void =>
  check(
    typeof partial === 'object' && partial !== null && 'text' in partial && String(partial.text).length > 0,
    'what had arrived is lost',
  )

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

/** Has the local Bedrock misbehave: it reads this header. */
const faulty =
  (fault: string): Fetch =>
  (url, init) => {
    const headers = new Headers(init.headers)
    headers.set('x-local-bedrock-fault', fault)
    return fetch(url, { ...init, headers })
  }

/** What goes wrong or is left, and how it is told. */
export const failureTests = ({ caller, bedrockBy, sign, modelId, said }: Failing): Tests => {
  const { endpoint, accessKeyId } = caller
  const model = bedrockBy(sign)(modelId)
  const list: Tests = {}

  list['a call that fails once is tried again, signed anew'] = async () => {
    const signed: string[] = []
    const counting: Auth = async (request, context) => {
      const done = await sign(request, context)
      signed.push(done.headers['authorization'] ?? '')
      return done
    }
    const patient = createBedrock({ region: 'us-east-1', endpoint, auth: counting, families: [claude()] })
    const prompt = `fail once, ${crypto.randomUUID()}`
    const { text, response } = await generateText({ model: patient(modelId, { via: 'messages' }), prompt })
    equal([response.attempts, signed.length, text.length > 0], [2, 2, true])
  }

  list['failover asks the next model, and says what had failed'] = async () => {
    const refusing: Fetch = async () => new Response('{}', { status: 503 })
    const { response } = await generateText({
      model: failover([bedrockBy(sign, refusing)(modelId), model]),
      prompt: 'Hi',
    })
    equal(
      response.tried?.map(({ code }) => code),
      ['unavailable'],
    )
  }

  list['silence passes its limit, and keeps what had arrived'] = async () => {
    const stalling = bedrockBy(sign, faulty('stall@frame:5'))(modelId)
    const answer = streamText({ model: stalling, prompt: `echo ${said}`, timeout: { idle: 200 } })
    keepsBeginning(await failureOf(answer.result, 'timeout'))
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

  // Runtimes word a broken connection each in their own way.
  for (const [fault, code] of [
    ['truncate@frame:5', 'truncated'],
    ['reset@frame:5', 'truncated'],
    ['checksum@frame:5', 'corrupt'],
  ] as const)
    list[`${fault} is told as ${code}, with what had arrived`] = async () => {
      const answer = streamText({ model: bedrockBy(sign, faulty(fault))(modelId), prompt: `echo ${said}` })
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
