import type { BedrockError, JsonObject } from '@x/bedrock-core/ui'
import { toBedrockError } from './bedrock-errors.ts'
import type { ChatStatus } from './chat-types.ts'
import type { Schedule } from './frame.ts'
import { createStore, type Store } from './store.ts'
import { readTexts } from './texts.ts'
import { type HttpTransportOptions, post } from './transport.ts'

/** One question and its growing answer. */
export interface RunSnapshot<Value> {
  readonly value: Value
  readonly status: ChatStatus
  readonly error: BedrockError | undefined
}

export interface RunOptions extends HttpTransportOptions {
  /** Told of each failure; its message is fit for a page. */
  readonly onError?: (error: BedrockError) => void
  /** When what grows is published. Default: once a frame. */
  readonly schedule?: Schedule
}

/** Makes a value of text as it comes. */
export interface TextReader<Value> {
  take(text: string): void
  value(): Value
  end(): Value | Promise<Value>
}

export interface Run<Value> extends Store<RunSnapshot<Value>> {
  ask(body: JsonObject, reader: TextReader<Value>, before: Value): Promise<void>
  stop(): void
  set(value: Value): void
}

/** The store under `useCompletion` and `useObject`: asking again or stopping leaves the answer in progress. */
export const createRun = <Value>(
  initial: Value,
  options: () => RunOptions,
  finished: (value: Value) => void,
): Run<Value> => {
  const { publish, publishSoon, ...store } = createStore<RunSnapshot<Value>>(
    { value: initial, status: 'ready', error: undefined },
    options().schedule,
  )
  let running: { readonly abort: AbortController; readonly reader: TextReader<Value> } | undefined
  const stop = (): void => {
    const left = running
    running = undefined
    left?.abort.abort()
    if (left) publish({ status: 'ready' })
  }
  const read = async (own: NonNullable<typeof running>, body: JsonObject): Promise<void> => {
    const { abort, reader } = own
    let value: Value
    let error: BedrockError | undefined
    try {
      for await (const text of readTexts((await post(options(), abort, body))())) {
        if (running !== own) return
        reader.take(text)
        if (store.snapshot().status === 'submitted') publish({ value: reader.value(), status: 'streaming' })
        else publishSoon(() => ({ value: reader.value() }))
      }
      value = await reader.end()
    } catch (cause) {
      value = reader.value()
      error = toBedrockError(cause)
    }
    if (running !== own) return
    running = undefined
    publish({ value, status: error ? 'error' : 'ready', error })
    if (error) options().onError?.(error)
    else finished(value)
  }
  return {
    ...store,
    stop,
    ask(body, reader, before) {
      stop()
      running = { abort: new AbortController(), reader }
      publish({ value: before, status: 'submitted', error: undefined })
      return read(running, body)
    },
    set(value) {
      stop()
      publish({ value, status: 'ready', error: undefined })
    },
  }
}
