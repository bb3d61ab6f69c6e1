import { type BedrockError, MessageDraft, type UIMessage, type UIPart } from '@x/bedrock-core/ui'
import { Answer } from './answer.ts'
import { invalid, toBedrockError } from './bedrock-errors.ts'
import type { Chat, ChatAsking, ChatFinish, ChatInput, ChatOptions, ChatSnapshot } from './chat-types.ts'
import { newId as randomId } from './new-id.ts'
import { createStore } from './store.ts'
import { httpTransport } from './transport.ts'

const partsOf = ({ text = '', files = [], parts = [] }: Exclude<ChatInput, string>): readonly UIPart[] => {
  const all: readonly UIPart[] = [...files, ...parts, ...(text.trim() === '' ? [] : [{ type: 'text', text } as const])]
  if (all.length === 0) throw invalid('The message says nothing. Pass text or a file.')
  return all
}

/** The place of the message that is named, or else the one given. */
const placeOf = (messages: readonly UIMessage[], id: string | undefined, otherwise: number): number => {
  const place = id === undefined ? otherwise : messages.findIndex((message) => message.id === id)
  if (place < 0) throw invalid('There is no such message. Name one of the conversation.')
  return place
}

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
  let amended = false

  const transport = () => options().transport ?? httpTransport(options())
  const current = (): readonly UIMessage[] => answer?.messages() ?? store.snapshot().messages
  /** Up to the last question. */
  const asked = (): readonly UIMessage[] =>
    open?.messages ?? current().slice(0, current().findLastIndex(({ role }) => role === 'user') + 1)

  /** The answer has ended, one way or another: no more comes of it. */
  const settle = (ended: Answer, outcome: ChatFinish['outcome'], error?: BedrockError): void => {
    answer = undefined
    if (outcome !== 'failed') open = undefined
    const messages = ended.messages()
    publish({ messages, status: error === undefined ? 'ready' : 'error', error })
    if (error !== undefined) options().onError?.(error)
    options().onFinish?.({ message: ended.message(), messages, outcome, finishReason: ended.finishReason })
  }
  const end = (reason?: string): void => {
    answer?.abort.abort(reason)
    if (answer !== undefined) settle(answer, 'stopped')
  }
  const listen = async (asking: Answer, batches: ReturnType<NonNullable<ChatAsking['open']>>): Promise<void> => {
    for await (const chunks of batches) {
      for (const chunk of chunks) if (answer === asking) asking.take(chunk)
      if (answer !== asking) return
      if (!asking.begun) continue
      if (store.snapshot().status === 'submitted')
        publish({ messages: current(), status: 'streaming', error: undefined })
      else publishSoon(() => ({ ...store.snapshot(), messages: current() }))
    }
  }
  const ask = async (wanted: ChatAsking): Promise<void> => {
    end()
    const { messages, trigger = 'submit-message', messageId, headers = {}, body = {}, open: source } = wanted
    const asking = new Answer(messages, newId, options)
    const { signal } = asking.abort
    answer = asking
    open = wanted
    amended = false
    publish({ messages, status: 'submitted', error: undefined })
    let failure: { readonly cause: unknown } | undefined
    try {
      const request = { chatId: id, messages, trigger, messageId, headers, body, signal }
      await listen(asking, source?.(request) ?? transport().send(request))
    } catch (cause) {
      failure = { cause }
    }
    if (answer !== asking) return
    settle(asking, failure === undefined ? 'done' : 'failed', failure && toBedrockError(failure.cause))
    if (failure === undefined) await goOn()
  }
  const goOn = async (): Promise<void> => {
    const messages = current()
    if (answer === undefined && amended && options().sendAutomaticallyWhen?.({ messages })) await ask({ messages })
  }

  return {
    ...store,
    id,
    transport,
    current,
    asked,
    ask,
    stop: () => end(),
    leave: () => end('left'),
    async send(input, sendOptions) {
      const said = typeof input === 'string' ? { text: input } : input
      const { metadata, messageId } = said
      const messages = current()
      const place = placeOf(messages, messageId, messages.length)
      const message = { id: newId(), role: 'user', parts: partsOf(said), ...(metadata && { metadata }) } as const
      return ask({ ...sendOptions, messages: [...messages.slice(0, place), message], messageId })
    },
    async regenerate({ messageId, ...sendOptions } = {}) {
      const messages = current()
      const place = placeOf(messages, messageId, messages.length - 1)
      const kept = messages.slice(0, messages[place]?.role === 'user' ? place + 1 : place)
      return ask({ ...sendOptions, messages: kept, messageId, trigger: 'regenerate-message' })
    },
    async retry(sendOptions) {
      const messages = asked()
      if (messages.length > 0) await ask({ ...open, messages, open: undefined, ...sendOptions })
    },
    setMessages(messages) {
      end()
      open = undefined
      publish({ ...store.snapshot(), messages })
    },
    clearError() {
      if (store.snapshot().status === 'error') publish({ ...store.snapshot(), status: 'ready', error: undefined })
    },
    amend(messageId, chunk) {
      const after = (message: UIMessage): UIMessage => {
        if (message.id !== messageId) return message
        const draft = new MessageDraft(message)
        draft.apply(chunk)
        return draft.snapshot()
      }
      amended = true
      if (answer?.message()?.id === messageId) answer.take(chunk)
      else if (answer !== undefined) answer.before = answer.before.map(after)
      const messages = answer === undefined ? current().map(after) : current()
      publish({ ...store.snapshot(), messages })
      void goOn()
    },
  }
}

/**
 * A chat without React: it owns the live answer and publishes immutable snapshots, growing text once a frame, statuses and
 * errors at once with everything that came before them.
 */
export const createChat = (options: ChatOptions = {}): Chat => chatOf(options, () => options)
