import { claude, claudeCompletion } from '@x/bedrock-claude'
import { cohere, cohereCommand } from '@x/bedrock-cohere'
import { anyConverse, BedrockError, type StreamPart } from '@x/bedrock-core'
import { llama } from '@x/bedrock-llama'
import { bytesOf, createReplay, type Exchange, exchangesWith, isAnswered, isStream, providers } from '@x/recordings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { framesOf } from '../shared/answers.ts'
import { fuzz } from './fuzz.ts'

/** Who reads which recorded stream. */
const readers: readonly (readonly [asks: (exchange: Exchange) => boolean, family: string, via: string])[] = [
  [({ operation }) => operation.startsWith('converse'), 'converse', 'converse'],
  [
    ({ model, request }) => /anthropic/.test(model) && 'prompt' in (request.body ?? {}),
    'claude-completion',
    'completion',
  ],
  [({ model }) => /anthropic/.test(model), 'claude', 'messages'],
  [({ model }) => /cohere\.command-(text|light)/.test(model), 'cohere-command', 'generate'],
  [({ model }) => /cohere\.command/.test(model), 'cohere', 'chat'],
  [({ model }) => /meta\.llama/.test(model), 'llama', 'native'],
]
const readerOf = (exchange: Exchange) => readers.find(([asks]) => asks(exchange))

const families = [claude(), claudeCompletion(), cohere(), cohereCommand(), llama(), anyConverse()]

const replay = createReplay({
  families,
  model: (bedrock, exchange) => {
    const [, named, via = ''] = readerOf(exchange) ?? []
    const family = families.find(({ name }) => name === named)?.name ?? 'converse'
    return bedrock(exchange.model, { family, via })
  },
})

const recordings = providers.flatMap((provider) =>
  exchangesWith(provider).filter((exchange) => isAnswered(exchange) && isStream(exchange) && readerOf(exchange)),
)

const copy = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(pieces))

/** Exceptions were recorded too. */
const holdsItsPromise = ({ parts, failure }: { parts: StreamPart[]; failure: unknown }): void => {
  if (failure === undefined) expect(parts.at(-1)?.type).toBe('finish')
  else if (!BedrockError.is(failure)) throw failure
  else expect(failure.partial).toMatchObject({ text: expect.any(String) })
}

describe.skipIf(recordings.length === 0)('recorded streams', () => {
  const any = fc.constantFrom(...(recordings.length === 0 ? [{} as Exchange] : recordings))

  test('there are some of every reader', () => {
    expect(new Set(recordings.map((exchange) => readerOf(exchange)?.[1])).size).toBeGreaterThan(4)
  })

  fuzz(
    'any cuts give the same parts',
    fc.tuple(any, fc.array(fc.nat(), { maxLength: 20 })),
    async ([exchange, cuts]) => {
      const { length } = bytesOf(exchange)
      const edges = cuts.map((cut) => cut % (length + 1)).toSorted((a, b) => a - b)
      expect(await replay.attempt(exchange, edges)).toEqual(await replay.attempt(exchange))
    },
  )

  fuzz(
    'flipped bits are corrupt or end the stream early, and what had arrived is kept',
    fc.tuple(any, fc.nat(), fc.nat(7)),
    async ([exchange, place, bit]) => {
      const bytes = bytesOf(exchange).slice()
      const at = place % bytes.length
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
      const outcome = await replay.attempt(exchange, [], bytes)
      expect(BedrockError.is(outcome.failure) && ['corrupt', 'truncated'].includes(outcome.failure.code)).toBe(true)
      holdsItsPromise(outcome)
    },
  )

  fuzz('a stream that ends anywhere', fc.tuple(any, fc.nat()), async ([exchange, end]) => {
    const bytes = bytesOf(exchange)
    holdsItsPromise(await replay.attempt(exchange, [], bytes.slice(0, end % bytes.length)))
  })

  fuzz(
    'splices of two streams of any models',
    fc.tuple(any, any, fc.nat(), fc.nat()),
    async ([one, other, from, to]) => {
      const [first, second] = [framesOf(bytesOf(one)), framesOf(bytesOf(other))]
      const spliced = copy([...first.slice(0, from % first.length), ...second.slice(to % second.length)])
      holdsItsPromise(await replay.attempt(one, [], spliced))
    },
  )

  fuzz(
    'frames left out, doubled and in another order',
    fc.tuple(any, fc.array(fc.nat(), { maxLength: 40 })),
    async ([exchange, order]) => {
      const frames = framesOf(bytesOf(exchange))
      const shuffled = copy(order.map((at) => frames[at % frames.length] ?? new Uint8Array()))
      holdsItsPromise(await replay.attempt(exchange, [], shuffled))
    },
  )
})
