import type { BedrockError, UIMessage } from '@x/bedrock-core/ui'
import { type Answer, createAnswer } from './answer.ts'
import { invalid, toBedrockError } from './bedrock-errors.ts'
import type { Chat, ChatAsking, ChatFinish, ChatOptions, ChatSnapshot } from './chat-types.ts'
import { newId as randomId } from './new-id.ts'
import { createStore } from './store.ts'
import { httpTransport } from './transport.ts'
import { userMessage } from './user-message.ts'

/** A chat that begins with some options and reads them anew when they are needed. */
export const chatOf = (begin: ChatOptions, options: () => ChatOptions): Chat => {
  const { newId = randomId, id = newId(), messages: first = [], schedule } = begin
  const { publish, publishSoon, ...store } = createStore<ChatSnapshot>(
    { messages: first, status: 'ready', error: undefined },
    schedule,
  )
  let answer: Answer | undefined
  /** What is being asked, or failed to be answered. */
  let open: ChatAsking | undefined

  const current = (): readonly UIMessage[] => answer?.messages() ?? store.snapshot().messages
  const asked = (): readonly UIMessage[] =>
    open?.messages ?? current().slice(0, current().findLastIndex(({ role }) => role === 'user') + 1)

  /** The answer has ended, one way or another: no more comes of it. */
  const settle = (ended: Answer, outcome: ChatFinish['outcome'], error?: BedrockError): void => {
    answer = undefined
    if (!error) open = undefined
    const messages = ended.messages()
    publish({ messages, outcome, status: error ? 'error' : 'ready', error })
    const { onError, onFinish } = options()
    if (error) onError?.(error)
    onFinish?.({ message: ended.message(), messages, outcome, finishReason: ended.finishReason() })
  }
  const stop = (reason?: 'left'): void => {
    answer?.abort.abort(reason)
    if (answer) settle(answer, 'stopped')
  }
  const listen = async (asking: Answer, batches: ReturnType<NonNullable<ChatAsking['open']>>): Promise<void> => {
    for await (const chunks of batches) {
      if (answer !== asking) return
      for (const chunk of chunks) asking.take(chunk)
      if (!asking.begun()) continue
      if (store.snapshot().status === 'submitted') publish({ messages: current(), status: 'streaming' })
      else publishSoon(() => ({ messages: current() }))
    }
  }
  const ask = async (wanted: ChatAsking): Promise<void> => {
    stop()
    const { messages } = wanted
    const asking = createAnswer(messages, newId, (data) => options().onData?.(data))
    answer = asking
    open = wanted
    publish({ messages, status: 'submitted', error: undefined })
    let error: BedrockError | undefined
    try {
      const { open: source, ...asked } = wanted
      const request = { chatId: id, trigger: 'submit-message', ...asked, signal: asking.abort.signal } as const
      await listen(asking, source?.(request) ?? (options().transport ?? httpTransport(options())).send(request))
    } catch (cause) {
      error = toBedrockError(cause)
    }
    if (answer === asking) settle(asking, error ? 'failed' : 'done', error)
  }

  return {
    ...store,
    id,
    options,
    current,
    asked,
    ask,
    stop,
    async send(input, sendOptions) {
      return ask({ ...sendOptions, messages: [...current(), userMessage(input, newId())] })
    },
    async regenerate({ messageId, ...sendOptions } = {}) {
      const messages = current()
      const place = messageId === undefined ? messages.length - 1 : messages.findIndex((one) => one.id === messageId)
      const kept = messages.slice(0, messages[place]?.role === 'user' ? place + 1 : place)
      if (kept.length === 0) throw invalid('Nothing is asked. Send a message.')
      return ask({ ...sendOptions, messages: kept, messageId, trigger: 'regenerate-message' })
    },
    async retry(sendOptions) {
      const messages = asked()
      if (messages.length > 0) await ask({ ...open, messages, open: undefined, ...sendOptions })
    },
    setMessages(messages) {
      stop()
      open = undefined
      publish({ messages })
    },
    clearError() {
      if (store.snapshot().error) publish({ status: 'ready', error: undefined })
    },
  }
}

/**
 * A chat without React: it owns the live answer and publishes immutable snapshots, growing text once a frame, statuses and
 * errors at once with everything that came before them.
 */
export const createChat = (options: ChatOptions = {}): Chat => chatOf(options, () => options)
