import { bodyText, type Fetch } from '@x/bedrock-core'
import type { Ask } from '../answer/ask.ts'
import type { Answerer, AnswerStep } from '../answer/step.ts'
import { type ExceptionName, Refusal } from '../wire/refusal.ts'
import { chatRequest } from './chat-request.ts'
import { ChatSteps, chunkFrom } from './chat-steps.ts'
import { dataOf } from './sse.ts'

export interface ProxyOptions {
  /** Where the model is served, such as `http://127.0.0.1:11434/v1` (Ollama), `http://127.0.0.1:8080/v1` (llama.cpp) or `http://127.0.0.1:8000/v1` (vLLM). */
  readonly url: string
  /** The model to ask, or by the Bedrock id which. */
  readonly model: string | ((bedrockModel: string) => string)
  /** Sent as a bearer token, where the server wants one. */
  readonly apiKey?: string
  /** Instead of the platform's `fetch`. */
  readonly fetch?: Fetch
}

/** What a refusal upstream is on Bedrock. Without a row: `ModelErrorException`. */
const exceptions: Readonly<Record<number, ExceptionName>> = {
  400: 'ValidationException',
  401: 'AccessDeniedException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  413: 'ValidationException',
  422: 'ValidationException',
  429: 'ThrottlingException',
  503: 'ServiceUnavailableException',
}

const failed = (exception: ExceptionName, message: string): AnswerStep => ({ type: 'exception', exception, message })

const why = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const post = (ask: Ask, { url, model, apiKey, fetch = globalThis.fetch }: ProxyOptions): Promise<Response> =>
  fetch(`${url.replace(/\/+$/, '')}/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    body: JSON.stringify(chatRequest(ask, typeof model === 'string' ? model : model(ask.model))),
    signal: ask.signal,
  })

async function* stepsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<AnswerStep> {
  const steps = new ChatSteps()
  // The model keeps to the limit by itself, and counts truly.
  yield { type: 'unmetered' }
  try {
    for await (const data of dataOf(body)) {
      const chunk = chunkFrom(data)
      if (chunk === undefined) break
      yield* steps.take(chunk)
    }
  } catch (error) {
    return yield failed('ModelStreamErrorException', `The proxied model failed while answering: ${why(error)}`)
  }
  if (!steps.finished) return yield failed('ModelStreamErrorException', 'The proxied model broke off its answer.')
  yield* steps.end()
}

/**
 * Answers by a model behind an OpenAI-compatible `/chat/completions`: text, images, tools, thoughts, schemas and counts are
 * carried over; what cannot be is refused by name. Thoughts in `<think>` tags stay text: let the server take them apart.
 */
export const proxy = (options: ProxyOptions): Answerer =>
  async function* (ask) {
    let response: Response
    try {
      response = await post(ask, options)
    } catch (error) {
      if (error instanceof Refusal) return yield failed(error.exception, error.message)
      return yield failed(
        'ServiceUnavailableException',
        `No model answers at ${options.url}: ${why(error)}. Is it running?`,
      )
    }
    if (response.ok && response.body !== null) {
      yield* stepsOf(response.body)
      return
    }
    const said = (await bodyText(response)).slice(0, 500)
    yield failed(
      exceptions[response.status] ?? 'ModelErrorException',
      `The proxied model refused (${response.status}): ${said}`,
    )
  }
