import { BedrockError, type UIMessage, type UIPart } from '@x/bedrock-core/ui'
import { Answer } from './answer.ts'
import type { Chat, ChatFinish, ChatInput, ChatOptions, ChatSnapshot, SendOptions } from './chat-types.ts'
import { nextFrame } from './frame.ts'
import { newId as randomId } from './new-id.ts'
import { httpTransport, type TransportRequest } from './transport.ts'

const nothing = (what: string): BedrockError<'invalid-argument'> => new BedrockError('invalid-argument', what)

const partsOf = (input: ChatInput): readonly UIPart[] => {
  const { text = '', files = [], parts = [] } = typeof input === 'string' ? { text: input } : input
  const all: readonly UIPart[] = [...files, ...parts, ...(text.trim() === '' ? [] : [{ type: 'text', text } as const])]
  if (all.length === 0) throw nothing('The message says nothing. Pass text or a file.')
  return all
}

/** Up to the last question. */
const asked = (messages: readonly UIMessage[]): readonly UIMessage[] =>
  messages.slice(0, messages.findLastIndex((message) => message.role === 'user') + 1)

/** Up to what the named message, or the last, answers. */
const before = (messages: readonly UIMessage[], messageId: string | undefined): readonly UIMessage[] => {
  const index = messageId === undefined ? messages.length - 1 : messages.findIndex(({ id }) => id === messageId)
  return messages.slice(0, messages[index]?.role === 'user' ? index + 1 : Math.max(index, 0))
}

const errorOf = (cause: unknown): BedrockError =>
  BedrockError.is(cause)
    ? cause
    : new BedrockError('unknown', 'The answer could not be read. See the cause of this error.', { cause })

/**
 * A chat without React: it owns the live answer and publishes immutable snapshots, growing text once a frame, statuses and
 * errors at once with everything that came before them.
 */
export const createChat = (options: ChatOptions = {}): Chat => {
  const { transport = httpTransport(options), newId = randomId, schedule = nextFrame } = options
  const { id = newId(), messages: first = [], onData } = options
  const initial: ChatSnapshot = { messages: first, status: 'ready', error: undefined }
  const listeners = new Set<() => void>()
  let published = initial
  let answer: Answer | undefined
  let trigger: TransportRequest['trigger'] = 'submit-message'
  let callOff: (() => void) | undefined

  const publish = (next: ChatSnapshot): void => {
    callOff?.()
    callOff = undefined
    published = next
    for (const listener of listeners) listener()
  }
  const publishSoon = (): void => {
    callOff ??= schedule(() => {
      if (answer !== undefined) publish({ ...published, messages: answer.messages() })
    })
  }
  /** The answer has ended, one way or another: no more comes of it. */
  const settle = (ended: Answer, outcome: ChatFinish['outcome'], error?: BedrockError): void => {
    answer = undefined
    const messages = ended.messages()
    publish({ messages, status: error === undefined ? 'ready' : 'error', error })
    if (error !== undefined) options.onError?.(error)
    options.onFinish?.({ message: ended.message(), messages, outcome, finishReason: ended.finishReason })
  }
  const stop = (): void => {
    if (answer === undefined) return
    answer.abort.abort()
    settle(answer, 'stopped')
  }
  const listen = async (asking: Answer, request: TransportRequest): Promise<void> => {
    for await (const chunks of transport.send(request)) {
      if (answer !== asking) return
      for (const chunk of chunks) asking.take(chunk)
      if (!asking.begun) continue
      if (published.status === 'submitted')
        publish({ messages: asking.messages(), status: 'streaming', error: undefined })
      else publishSoon()
    }
  }
  const ask = async (
    messages: readonly UIMessage[],
    messageId: string | undefined,
    { headers = {}, body = {} }: SendOptions,
  ): Promise<void> => {
    stop()
    const asking = new Answer(messages, newId, onData)
    answer = asking
    publish({ messages, status: 'submitted', error: undefined })
    let error: BedrockError | undefined
    try {
      await listen(asking, { chatId: id, messages, trigger, messageId, headers, body, signal: asking.abort.signal })
    } catch (cause) {
      error = errorOf(cause)
    }
    if (answer === asking) settle(asking, error === undefined ? 'done' : 'failed', error)
  }
  /** All that has come, published or not. */
  const current = (): readonly UIMessage[] => answer?.messages() ?? published.messages

  return {
    id,
    stop,
    snapshot: () => published,
    initialSnapshot: () => initial,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    async send(input, sendOptions = {}) {
      const metadata = typeof input === 'string' ? undefined : input.metadata
      const parts = partsOf(input)
      const message: UIMessage = { id: newId(), role: 'user', parts, ...(metadata === undefined ? {} : { metadata }) }
      trigger = 'submit-message'
      return ask([...current(), message], undefined, sendOptions)
    },
    async regenerate({ messageId, ...sendOptions } = {}) {
      const messages = before(current(), messageId)
      if (messages.length === 0) throw nothing('There is nothing to answer again. Send a message.')
      trigger = 'regenerate-message'
      return ask(messages, messageId, sendOptions)
    },
    async retry(sendOptions = {}) {
      const messages = asked(current())
      if (messages.length > 0) await ask(messages, undefined, sendOptions)
    },
    setMessages(messages) {
      stop()
      publish({ ...published, messages })
    },
    clearError() {
      if (published.status === 'error') publish({ ...published, status: 'ready', error: undefined })
    },
  }
}
