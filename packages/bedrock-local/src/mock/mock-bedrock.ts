import type { Auth, Fetch } from '@x/bedrock-core'
import { lastUserText } from '../answer/ask.ts'
import type { Answerer } from '../answer/step.ts'
import { testIdentity } from '../auth/identity.ts'
import type { Fault } from '../faults/fault.ts'
import { createLocalBedrock } from '../local-bedrock.ts'
import { piecesOf } from '../scripted/pieces.ts'
import { asFetch } from './as-fetch.ts'
import { type MockAnswer, type MockRequest, stepsOf } from './mock-answer.ts'
import { type RequestShape, unlike } from './request-shape.ts'

/** An answer for the requests that fit, however often they come. */
export interface MatchedAnswer {
  readonly when: RequestShape | ((request: MockRequest) => boolean)
  readonly answer: MockAnswer
}

export interface MockOptions {
  /**
   * One answer for every request, or a list: its answers with `when` serve what fits, the others are given one after the other,
   * each once. Text goes out in pieces, as models' does.
   */
  readonly answers: MockAnswer | readonly (MockAnswer | MatchedAnswer)[]
  /** What goes wrong on purpose. */
  readonly faults?: readonly Fault[]
}

export interface MockBedrock {
  /** In place of the platform's `fetch`; nothing reaches a network. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** For `createBedrock({ ...mock.options, families })`. Retries are off, so that each request is one. */
  readonly options: { readonly region: string; readonly auth: Auth; readonly fetch: Fetch; readonly retry: false }
  /** Every request to a model, in order. Embedding, ranking, counting and guardrails are computed, not answered. */
  readonly requests: readonly MockRequest[]
  /**
   * Holds the requests against what was expected of each, in order and number; a string is its prompt.
   * @throws Error that says what is different
   */
  readonly expectRequests: (...expected: readonly (string | RequestShape)[]) => void
}

const isMatched = (answer: MockAnswer | MatchedAnswer): answer is MatchedAnswer =>
  typeof answer === 'object' && 'when' in answer

const isFor = ({ when }: MatchedAnswer, request: MockRequest): boolean =>
  typeof when === 'function' ? when(request) : unlike(request, when).length === 0

type Answers = readonly (MockAnswer | MatchedAnswer)[]
const isList = (answers: MockOptions['answers']): answers is Answers => Array.isArray(answers)

/** Gives each request its answer. */
const chooser = (answers: MockOptions['answers']): ((request: MockRequest) => MockAnswer) => {
  if (!isList(answers)) return () => answers
  const matched = answers.filter(isMatched)
  const inTurn = answers.flatMap((answer) => (isMatched(answer) ? [] : [answer]))
  let given = 0
  return (request) => {
    const fitting = matched.find((one) => isFor(one, request))
    if (fitting !== undefined) return fitting.answer
    const next = inTurn[given]
    given += 1
    if (next !== undefined) return next
    return {
      error: 'ValidationException',
      message: `mockBedrock has no answer for request ${given}, "${request.prompt.slice(0, 80)}": ${inTurn.length} were given in turn. Give it another, or one answer instead of a list.`,
    }
  }
}

const listOf = (requests: readonly MockRequest[]): string =>
  requests.map(({ operation, model, prompt }) => `  ${operation} ${model} "${prompt.slice(0, 60)}"`).join('\n')

const checkRequests = (requests: readonly MockRequest[], expected: readonly (string | RequestShape)[]): void => {
  if (requests.length !== expected.length)
    throw new Error(`Expected ${expected.length} requests, there were ${requests.length}:\n${listOf(requests)}`)
  const wrong = requests.flatMap((request, at) => {
    const shape = expected[at] ?? {}
    const found = unlike(request, typeof shape === 'string' ? { prompt: shape } : shape)
    return found.map((line) => `  request ${at + 1}: ${line}`)
  })
  if (wrong.length > 0) throw new Error(`The requests are not as expected:\n${wrong.join('\n')}`)
}

/** A Bedrock inside a test: real wire forms and checks, answers as the test says, and every request kept and parsed. */
export const mockBedrock = ({ answers, faults = [] }: MockOptions): MockBedrock => {
  const choose = chooser(answers)
  const requests: MockRequest[] = []
  const answerer: Answerer = async function* (ask) {
    const request = { ...ask, prompt: lastUserText(ask) }
    requests.push(request)
    for await (const step of stepsOf(choose(request), request)) yield* piecesOf(step)
  }
  const local = createLocalBedrock({ answerer, faults, requireAuth: false })
  const fetch = asFetch(local)
  return {
    fetch,
    options: {
      region: 'us-east-1',
      auth: async (request) => ({
        ...request,
        headers: { ...request.headers, authorization: `Bearer ${testIdentity.apiKey}` },
      }),
      fetch,
      retry: false,
    },
    requests,
    expectRequests: (...expected) => checkRequests(requests, expected),
  }
}
