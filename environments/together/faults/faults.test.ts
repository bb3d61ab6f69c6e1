import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import {
  BedrockError,
  createBedrock,
  type Fetch,
  failover,
  type Generation,
  generateText,
  type LanguageModel,
  type PartialGeneration,
  restarting,
  streamText,
} from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { nodeFetch } from '@x/bedrock-node'
import { oss } from '@x/bedrock-oss'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Fault, faultsOf } from './faults.ts'
import { converse, type Form, forms } from './forms.ts'
import { expectedOf, type ModeName, modes } from './modes.ts'
import { type Behaviour, startService } from './service.ts'

// The jitter of the pauses is a share of them; without it nothing waits.
beforeAll(() => void vi.spyOn(Math, 'random').mockReturnValue(0))
afterAll(() => vi.restoreAllMocks())

const ownTransport = nodeFetch()
afterAll(() => ownTransport.close())

/** No system hands this port out by itself, and no server of the others' rows can get it. */
const nobody = 'http://127.0.0.1:2'

const server = async (form: Form, { behaviour }: Fault, faulty: number, region: string, fetch: Fetch | undefined) => {
  const service = await startService(behaviour ? Array<Behaviour>(faulty).fill(behaviour) : [], form, region)
  const bedrock = createBedrock({
    region,
    endpoint: behaviour === undefined && faulty > 0 ? nobody : service.endpoint,
    auth: apiKey('key'),
    families: [claude(), cohere(), oss(), llama()],
    ...(fetch && { fetch }),
  })
  const { id, family, via } = form
  return { service, model: bedrock(id, { family, via }) }
}

/** Text, and of which request and attempt it is. */
const arrivedIn = (partial: unknown) => {
  if (partial === undefined) return undefined
  const { text, response } = partial as PartialGeneration
  return { text, requestId: response.requestId, attempts: response.attempts }
}

const answerOf = ({ text, response: { tried, attempts, requestId } }: Generation) => ({
  outcome: text,
  attempts,
  requestId,
  tried: tried?.map(({ code, region, attempts, requestId }) => ({ code, region, attempts, requestId })),
})

/** Asks as the verb says, and forgets at a restart what came before. */
const ask = async (model: LanguageModel, verb: Fault['verb']) => {
  let handedOut = ''
  try {
    if (verb === 'whole') return answerOf(await generateText({ model, prompt: 'Hi' }))
    const stream = streamText({ model, prompt: 'Hi' })
    for await (const part of stream) {
      if (part.type === 'restart') handedOut = ''
      if (part.type === 'text-delta') handedOut += part.text
    }
    const generation = await stream.result
    expect(handedOut).toBe(generation.text)
    return answerOf(generation)
  } catch (error) {
    if (!BedrockError.is(error)) throw error
    const { code, retryable, status, attempts, requestId, partial } = error
    return { outcome: code, retryable, status, attempts, requestId, handedOut, arrived: arrivedIn(partial) }
  }
}

const run = async (form: Form, fault: Fault, name: ModeName, fetch: Fetch | undefined) => {
  const mode = modes[name]
  const other = forms[(forms.indexOf(form) + 1) % forms.length] ?? form
  const first = await server(form, fault, mode.faulty[0], 'eu-west-1', fetch)
  const second = await server(other, fault, mode.faulty[1], 'us-west-2', fetch)
  try {
    const model = mode.failover ? failover([first.model, second.model]) : first.model
    const told = await ask(mode.restarting ? restarting(model) : model, fault.verb)
    return { ...told, requests: [first.service.requests.length, second.service.requests.length] }
  } finally {
    await Promise.all([first.service.stop(), second.service.stop()])
  }
}

/** What `run` must give. */
const right = (fault: Fault, name: ModeName) => {
  const { answered, requests, attempts } = expectedOf(fault, name)
  const [code, retryable] = fault.told
  const { handedOut, status, came } = fault
  const [first, second] = requests
  const last = second > 0 ? `us-west-2-${second}` : `eu-west-1-${first}`
  const named = came !== 'nothing'
  if (answered) {
    const before = { code, region: 'eu-west-1', attempts: 1, requestId: named ? 'eu-west-1-1' : undefined }
    return { outcome: 'Hello', attempts, requestId: last, tried: second > 0 ? [before] : undefined, requests }
  }
  const requestId = named ? last : undefined
  const text = handedOut ? 'Hello' : ''
  const arrived = came === 'answer' ? { text, requestId, attempts } : undefined
  return { outcome: code, retryable, status, attempts, requestId, handedOut: text, arrived, requests }
}

const names = Object.keys(modes) as ModeName[]
const each = async <T>(work: (name: ModeName) => T | Promise<T>) =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await work(name)] as const)))

describe.concurrent.each<[form: Form, transport: string, fetch: Fetch | undefined]>([
  ...forms.map((form): [Form, string, undefined] => [form, 'the platform’s fetch', undefined]),
  [converse, 'bedrock-node’s transport', ownTransport],
])('$name', (form, transport, fetch) => {
  describe(transport, () => {
    it.each(faultsOf(form).map((fault) => [fault.verb, fault.name, fault] as const))('%s: %s', async (_, __, fault) => {
      expect(await each((name) => run(form, fault, name, fetch))).toEqual(await each((name) => right(fault, name)))
    })
  })
})
