import type { Json, JsonObject } from '@x/bedrock-core/family'
import type { Ask } from '../answer/ask.ts'
import type { AnswerFinish, AnswerStep } from '../answer/step.ts'
import type { ExceptionName } from '../wire/refusal.ts'

/** One request that reached a mock, read from whatever wire form it came in. */
export interface MockRequest extends Ask {
  /** The last user text. */
  readonly prompt: string
}

/** What a model says, in parts; said in this order. */
export interface MockParts {
  readonly reasoning?: string
  readonly text?: string
  readonly toolCalls?: readonly { readonly name: string; readonly input: JsonObject; readonly id?: string }[]
  /** A structured answer: JSON as text, or the input of a tool where the request forces one. */
  readonly object?: Json
  readonly usage?: Omit<Extract<AnswerStep, { readonly type: 'usage' }>, 'type'>
  readonly finish?: AnswerFinish
  /** An HTTP error; after text or anything else, an exception in the middle of a stream. */
  readonly error?: ExceptionName
  /** The error's words. */
  readonly message?: string
}

/** An answer: a text, parts, steps of any generator, or a function that gives one of them for the request. */
export type MockAnswer =
  | string
  | MockParts
  | Iterable<AnswerStep>
  | AsyncIterable<AnswerStep>
  | ((request: MockRequest) => MockAnswer | Promise<MockAnswer>)

/** The tool that a request forces, if it forces one. */
const forcedTool = ({ toolChoice, tools }: MockRequest): string | undefined => {
  if (typeof toolChoice === 'object') return toolChoice.name
  return toolChoice === 'any' ? tools[0]?.name : undefined
}

const called = (name: string, input: Json, id?: string): AnswerStep[] => [
  { type: 'tool-call', name, ...(id === undefined ? {} : { id }) },
  { type: 'tool-input', text: JSON.stringify(input) },
]

const objectSteps = (object: Json, request: MockRequest): AnswerStep[] => {
  const tool = forcedTool(request)
  return tool === undefined ? [{ type: 'text', text: JSON.stringify(object) }] : called(tool, object)
}

const partSteps = (parts: MockParts, request: MockRequest): AnswerStep[] => [
  ...(parts.usage === undefined ? [] : [{ type: 'usage', ...parts.usage } as const]),
  ...(parts.reasoning === undefined ? [] : [{ type: 'reasoning', text: parts.reasoning } as const]),
  ...(parts.text === undefined ? [] : [{ type: 'text', text: parts.text } as const]),
  ...(parts.toolCalls ?? []).flatMap(({ name, input, id }) => called(name, input, id)),
  ...(parts.object === undefined ? [] : objectSteps(parts.object, request)),
  ...(parts.error === undefined
    ? []
    : [{ type: 'exception', exception: parts.error, message: parts.message ?? 'A mock answered this.' } as const]),
  ...(parts.finish === undefined ? [] : [{ type: 'finish', reason: parts.finish } as const]),
]

const isSteps = (answer: object): answer is Iterable<AnswerStep> | AsyncIterable<AnswerStep> =>
  Symbol.iterator in answer || Symbol.asyncIterator in answer

/** The steps of an answer to a request. */
export async function* stepsOf(answer: MockAnswer, request: MockRequest): AsyncGenerator<AnswerStep> {
  if (typeof answer === 'function') yield* stepsOf(await answer(request), request)
  else if (typeof answer === 'string') yield { type: 'text', text: answer }
  else if (isSteps(answer)) yield* answer
  else yield* partSteps(answer, request)
}
