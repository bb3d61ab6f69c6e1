import { JsonDraft } from '../json/json-draft.ts'
import type { Checked } from '../schema/read-schema.ts'
import type { ToolCallPart } from '../speech/content.ts'
import type { Generation } from '../speech/generation.ts'
import { type Json, parseJson } from '../speech/json.ts'
import { invalidObject } from './invalid-object.ts'
import type { ObjectResult } from './options.ts'
import type { Prepared } from './prepare.ts'

/** The answer as text that is JSON, and its value, where it has one. */
interface Reading {
  readonly answer: Generation
  readonly value: Json | undefined
}

/** JSON, be it in a code fence or among prose. */
const jsonIn = (text: string): Json | undefined => {
  const draft = new JsonDraft({ lenient: true })
  try {
    draft.apply(text)
    return draft.finish()
  } catch {
    return undefined
  }
}

const jsonOf = (text: string, lenient: boolean): Json | undefined =>
  parseJson(text, undefined) ?? (lenient ? jsonIn(text) : undefined)

/** The tool was only a way to ask: its call becomes the text that it stands for, so that it can be said again without it. */
const withoutTool = (answer: Generation, call: ToolCallPart, written: string | undefined): Generation => {
  const text = written ?? (call.invalid && typeof call.input === 'string' ? call.input : JSON.stringify(call.input))
  return {
    ...answer,
    text,
    toolCalls: [],
    content: [...answer.content.filter(({ type }) => type !== 'tool-call' && type !== 'text'), { type: 'text', text }],
    finishReason: answer.finishReason === 'tool-calls' ? 'stop' : answer.finishReason,
  }
}

const readAnswer = (answer: Generation, { strategy, name }: Prepared, written: string | undefined): Reading => {
  const call = strategy === 'tool' ? answer.toolCalls.find(({ toolName }) => toolName === name) : undefined
  // A model that could not be made to call the tool may have written its input as text.
  if (call === undefined) return { answer, value: jsonOf(answer.text, strategy !== 'native') }
  return { answer: withoutTool(answer, call, written), value: call.invalid ? undefined : call.input }
}

const check = async (value: Json | undefined, { envelope }: Prepared): Promise<Checked<unknown>> =>
  value === undefined ? { issues: [{ message: 'it is not JSON', path: [] }] } : envelope.validate(value)

/**
 * Makes an object of a whole answer. `written` is the tool's input as it was streamed.
 * @throws BedrockError `invalid-object`
 */
export const conclude = async (
  generation: Generation,
  prepared: Prepared,
  written?: string,
): Promise<ObjectResult<unknown>> => {
  const { strategy, repair } = prepared
  const { answer, value } = readAnswer(generation, prepared, written)
  const checked = await check(value, prepared)
  if (checked.issues === undefined) return { ...answer, strategy, object: checked.value }
  const error = invalidObject(answer, strategy, checked.issues)
  const better = await repair?.({ text: answer.text, error })
  if (better === undefined) throw error
  const again = await check(jsonOf(better, true), prepared)
  if (again.issues !== undefined) throw invalidObject(answer, strategy, again.issues)
  return { ...answer, strategy, object: again.value, repaired: true }
}
