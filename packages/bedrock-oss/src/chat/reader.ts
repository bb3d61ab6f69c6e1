import {
  type Delta,
  type JsonObject,
  maybeNumber,
  maybeObject,
  maybeText,
  objectsOf,
  textsOf,
} from '@x/bedrock-core/family'
import { toolNameOf } from '../tool-name.ts'
import { createThoughts } from './thoughts.ts'
import { usageDeltas } from './usage.ts'

const thinking = 0
const speaking = 1
const firstCall = 2

/** Where the service says it, an answer's own id and model. */
export const startOf = (from: JsonObject): Delta => ({ type: 'start', ...textsOf(from, { id: 'id', model: 'model' }) })

/** With `n` above one the answers interleave (recorded): the first is the answer. */
export const firstChoice = (from: JsonObject): JsonObject | undefined =>
  objectsOf(from, 'choices').find((choice) => (maybeNumber(choice, 'index') ?? 0) === 0)

/**
 * Reads the pieces of one message, a whole one being one piece. Several entries of one tool call may come in one piece, all but
 * the first without id and name (recorded).
 */
export const createMessageReader = (): {
  readonly read: (message: JsonObject) => Delta[]
  readonly end: () => Delta[]
} => {
  const thoughts = createThoughts({ reasoning: thinking, text: speaking })
  const calls = new Map<number, { readonly id: string | undefined; readonly block: number }>()
  let block = firstCall

  const call = (entry: JsonObject, position: number): Delta => {
    const index = maybeNumber(entry, 'index') ?? position
    const id = maybeText(entry, 'id')
    const said = maybeObject(entry, 'function') ?? {}
    const name = maybeText(said, 'name')
    const input = maybeText(said, 'arguments')
    const piece = input ? { input } : {}
    const known = calls.get(index)
    if (known !== undefined && (id === undefined || id === known.id))
      return { type: 'tool', block: known.block, ...piece }
    calls.set(index, { id, block })
    block += 1
    return {
      type: 'tool',
      block: block - 1,
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name: toolNameOf(name) }),
      ...piece,
    }
  }

  return {
    read: (message) => {
      const thought = maybeText(message, 'reasoning_content') ?? maybeText(message, 'reasoning') ?? ''
      const tools = objectsOf(message, 'tool_calls')
      return [
        ...(thought === '' ? [] : [{ type: 'reasoning' as const, block: thinking, text: thought }]),
        ...thoughts.push(maybeText(message, 'content') ?? ''),
        ...(tools.length === 0 ? [] : thoughts.flush()),
        ...tools.map(call),
      ]
    },
    end: () => thoughts.flush(),
  }
}

/** A fresh reader for one stream. The last chunk may hold text and the finish reason together (recorded). */
export const createReader = (): ((event: JsonObject) => readonly Delta[]) => {
  const message = createMessageReader()
  let started = false
  return (event) => {
    const choice = firstChoice(event)
    const deltas: Delta[] = []
    if (choice !== undefined) {
      if (!started) deltas.push(startOf(event))
      started = true
      deltas.push(...message.read(maybeObject(choice, 'delta') ?? {}))
      const raw = maybeText(choice, 'finish_reason')
      if (raw !== undefined) deltas.push(...message.end(), { type: 'finish', raw })
    }
    return [...deltas, ...usageDeltas(event)]
  }
}
