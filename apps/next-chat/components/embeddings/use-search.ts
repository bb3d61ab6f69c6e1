import { BedrockError, errorFromReply } from '@x/bedrock-core/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Found } from '../../server/search.ts'

export interface Search {
  readonly found: Found | undefined
  readonly busy: boolean
  readonly problem: string | undefined
  readonly ask: (lines: string, query: string) => void
}

const post = async (question: object, signal: AbortSignal): Promise<Found> => {
  const response = await fetch('/api/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal,
  })
  if (!response.ok) throw await errorFromReply(response)
  return (await response.json()) as Found
}

const wordsOf = (error: unknown): string =>
  BedrockError.is(error) ? error.message : 'The server could not be reached. Try again.'

/** The newest search; one in progress gives way to the next. */
export const useSearch = (): Search => {
  const [state, setState] = useState<Omit<Search, 'ask'>>({ found: undefined, busy: false, problem: undefined })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const ask = useCallback(async (lines: string, query: string): Promise<void> => {
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setState(({ found }) => ({ found, busy: true, problem: undefined }))
    try {
      const found = await post({ lines, query }, own.signal)
      if (running.current === own) setState({ found, busy: false, problem: undefined })
    } catch (error) {
      if (running.current === own && !own.signal.aborted)
        setState({ found: undefined, busy: false, problem: wordsOf(error) })
    }
  }, [])
  return { ...state, ask: (lines, query) => void ask(lines, query) }
}
