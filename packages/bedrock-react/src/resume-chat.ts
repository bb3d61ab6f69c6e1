import type { UIChunk } from '@x/bedrock-core/ui'
import { invalid } from './bedrock-errors.ts'
import type { Chat } from './chat-types.ts'
import { toolCallsAnswered } from './tool-calls.ts'
import { isBusy } from './when-idle.ts'

export interface ResumeOptions {
  /** Added to the request’s headers. */
  readonly headers?: Readonly<Record<string, string>>
  /** Gives up looking; an answer that was found goes on. */
  readonly signal?: AbortSignal
}

/**
 * Takes up an answer that is being made at the server, as after a reload: the whole of it comes again and takes the place of
 * what is there. Awaits its end; false where there was none, or where the chat is busy.
 * @throws BedrockError `invalid-argument` for a transport that cannot resume, and what looking for the answer failed with
 */
export const resumeChat = async (chat: Chat, { headers, signal }: ResumeOptions = {}): Promise<boolean> => {
  const { transport } = chat.options()
  if (transport?.resume === undefined) throw invalid('This chat cannot resume. Pass resumableTransport.')
  if (isBusy(chat.snapshot()) || signal?.aborted) return false
  const abort = new AbortController()
  const giveUp = (): void => abort.abort('left')
  signal?.addEventListener('abort', giveUp)
  const found = await transport.resume({ chatId: chat.id, headers, signal: abort.signal })
  const batches = found?.[Symbol.asyncIterator]()
  const first = await batches?.next()
  signal?.removeEventListener('abort', giveUp)
  if (batches === undefined || first === undefined || first.done) return false
  if (abort.signal.aborted || isBusy(chat.snapshot())) {
    giveUp()
    await batches.return?.()
    return false
  }
  const messages = chat.current()
  await chat.ask({
    // What the browser answered last goes on; another answer is told again from its beginning.
    messages: toolCallsAnswered({ messages }) ? messages : chat.asked(),
    async *open({ signal: own }): AsyncGenerator<readonly UIChunk[], void> {
      own.addEventListener('abort', () => abort.abort(own.reason))
      yield first.value
      yield* { [Symbol.asyncIterator]: () => batches }
    },
  })
  return true
}
