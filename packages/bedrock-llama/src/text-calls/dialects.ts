import { isJsonObject, type Json, type JsonObject, maybeObject, maybeText } from '@x/bedrock-core/family'
import { Cursor } from './cursor.ts'
import { readLiteral } from './literal.ts'

/** A tool call that a model wrote as text. */
export interface TextCall {
  readonly name: string
  readonly input: JsonObject
}

type ReadCall = (cursor: Cursor) => TextCall | undefined

/** Arguments are an object, or a string that holds one; `null` means none. */
const inputOf = (value: Json | undefined): JsonObject | undefined => {
  if (value === null) return {}
  const read = typeof value === 'string' ? readWhole(value) : value
  return isJsonObject(read) ? read : undefined
}

const readWhole = (text: string): Json | undefined => {
  const cursor = new Cursor(text)
  const value = readLiteral(cursor)
  return cursor.next === undefined ? value : undefined
}

const argumentsOf = (from: JsonObject): JsonObject | undefined =>
  inputOf(Object.hasOwn(from, 'parameters') ? from['parameters'] : from['arguments'])

/** `{"name":…,"parameters":{…}}`, with `arguments` as well, and one level down in `function`. */
const json: ReadCall = (cursor) => {
  const value = readLiteral(cursor)
  if (!isJsonObject(value)) return undefined
  const call = maybeObject(value, 'function') ?? value
  const name = maybeText(call, 'name') ?? maybeText(call, 'function')
  const input = argumentsOf(call)
  return name === undefined || input === undefined ? undefined : { name, input }
}

const toolName = /[\w-]{1,64}/y

/** `<function=name>{…}</function>`; the end is now and then missing. */
const tagged: ReadCall = (cursor) => {
  if (!cursor.take('<function=')) return undefined
  const name = cursor.read(toolName)
  if (name === undefined || !cursor.take('>')) return undefined
  const input = cursor.next === '{' ? readLiteral(cursor) : {}
  cursor.take('</function>')
  return isJsonObject(input) ? { name, input } : undefined
}

/** `name(key="value", other=1)`; Meta's own tools are written `name.call(…)`. Without names a value has no place. */
const pythonic: ReadCall = (cursor) => {
  cursor.skip()
  const name = cursor.read(toolName)
  if (name === undefined) return undefined
  cursor.take('.call')
  if (!cursor.take('(')) return undefined
  const members: [string, Json][] = []
  while (!cursor.take(')')) {
    cursor.skip()
    const key = cursor.read(toolName)
    if (key === undefined || !cursor.take('=')) return undefined
    const value = readLiteral(cursor)
    if (value === undefined) return undefined
    members.push([key, value])
    if (!cursor.take(',') && cursor.next !== ')') return undefined
  }
  return { name, input: Object.fromEntries(members) }
}

/** One call or several, in a list or one after the other, and nothing else in the text. */
const readAll = (text: string, offered: ReadonlySet<string>, read: ReadCall): readonly TextCall[] | undefined => {
  const cursor = new Cursor(text)
  const listed = cursor.take('[')
  const calls: TextCall[] = []
  while (cursor.next !== undefined && cursor.next !== ']') {
    const call = read(cursor)
    if (call === undefined || !offered.has(call.name)) return undefined
    calls.push(call)
    if (!cursor.take(',')) cursor.take(';')
  }
  const whole = cursor.take(']') === listed && cursor.next === undefined
  return whole && calls.length > 0 ? calls : undefined
}

/** The three ways in which Llama was taught to write calls. Source: Meta's `prompt_format.md` of 3.1, 3.3 and 4. */
const dialects: readonly ReadCall[] = [json, tagged, pythonic]

/** The calls that make up a text, all of offered tools; undefined where it is anything else. */
export const readCalls = (text: string, offered: ReadonlySet<string>): readonly TextCall[] | undefined => {
  for (const dialect of dialects) {
    const calls = readAll(text, offered, dialect)
    if (calls !== undefined) return calls
  }
  return undefined
}
