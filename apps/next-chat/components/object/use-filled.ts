import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/ui'
import { useObject } from '@x/bedrock-react'
import { useState } from 'react'
import { changed, growingAt, named, type Path } from './paths.ts'

export interface Filled {
  readonly value: Json | undefined
  /** Where it is growing, such as `ingredients.0.amount`. */
  readonly growing: string | undefined
  readonly busy: boolean
  readonly problem: string | undefined
  readonly tookMs: number | undefined
  readonly wire: string | undefined
  readonly fill: (prompt: string) => void
  readonly stop: () => void
  readonly change: (path: Path, to: Json | undefined) => void
}

const asJson = (object: unknown): Json | undefined =>
  isJsonObject(object as Json) ? (object as JsonObject) : undefined

/** A form's value: first the model's, as it comes, then the user's. */
export const useFilled = (schema: JsonObject): Filled => {
  const [edited, setEdited] = useState<Json>()
  const [wire, setWire] = useState<string>()
  const [tookMs, setTookMs] = useState<number>()
  const { object, status, error, submit, stop } = useObject({
    schema,
    api: '/api/object',
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      setWire(response.headers.get('x-wire-id') ?? undefined)
      return response
    },
  })
  const busy = status === 'submitted' || status === 'streaming'
  const value = edited ?? asJson(object)
  const fill = async (prompt: string): Promise<void> => {
    setEdited(undefined)
    setTookMs(undefined)
    const began = performance.now()
    await submit({ prompt, schema })
    setTookMs(Math.round(performance.now() - began))
  }
  return {
    value,
    growing: status === 'streaming' ? named(growingAt(value)) : undefined,
    busy,
    problem: error?.message,
    tookMs: busy ? undefined : tookMs,
    wire,
    fill: (prompt) => void fill(prompt),
    stop,
    change: (path, to) => setEdited(changed(value, path, to)),
  }
}
