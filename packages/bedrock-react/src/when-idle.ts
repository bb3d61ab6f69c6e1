import type { Chat, ChatSnapshot } from './chat-types.ts'

/** Whether an answer is in progress. */
export const isBusy = ({ status }: Pick<ChatSnapshot, 'status'>): boolean =>
  status === 'submitted' || status === 'streaming'

/** Waits until no answer is in progress. */
export const whenIdle = (chat: Chat): Promise<void> =>
  isBusy(chat.snapshot())
    ? new Promise((resolve) => {
        const leave = chat.subscribe(() => {
          if (isBusy(chat.snapshot())) return
          leave()
          resolve()
        })
      })
    : Promise.resolve()
