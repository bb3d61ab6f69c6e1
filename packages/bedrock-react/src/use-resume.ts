import { useEffect } from 'react'
import type { Chat } from './chat-types.ts'
import { resumeChat } from './resume-chat.ts'

const wasCut = (chat: Chat): boolean => /^(network|truncated)$/.test(chat.snapshot().error?.code ?? '')

/**
 * Takes up an answer that is being made at the server: when the page comes, and when it is seen or connected again after an
 * answer broke off. The chat's transport must be a `resumableTransport`. What looking for an answer fails with is passed over:
 * nobody asked for it.
 */
export const useResume = (chat: Chat): void => {
  useEffect(() => {
    const leaving = new AbortController()
    const resume = (): void => void resumeChat(chat, { signal: leaving.signal }).catch(() => {})
    const again = (): void => {
      if (document.visibilityState === 'visible' && wasCut(chat)) resume()
    }
    resume()
    document.addEventListener('visibilitychange', again)
    addEventListener('online', again)
    return () => {
      leaving.abort()
      document.removeEventListener('visibilitychange', again)
      removeEventListener('online', again)
    }
  }, [chat])
}
