/** An answer's events as they were sent, and whoever reads along. */
interface Running {
  readonly chunks: Uint8Array[]
  readonly readers: Set<() => void>
  readonly abort: AbortController
  readonly streamId: string
  ended: boolean
}

const keptMs = 60_000
const mostAnswers = 200

/**
 * Answers that outlive their connection: a page that is loaded anew takes up the one in progress from its beginning. They
 * live in this process and for a minute after their end.
 */
export const createRunningAnswers = () => {
  const answers = new Map<string, Running>()
  const forget = (chatId: string, running: Running): void => {
    if (answers.get(chatId) === running) answers.delete(chatId)
  }
  const follow = (running: Running): ReadableStream<Uint8Array> => {
    let sent = 0
    let wake: () => void = () => {}
    const heard = (): void => wake()
    running.readers.add(heard)
    return new ReadableStream({
      async pull(controller) {
        while (sent >= running.chunks.length && !running.ended)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        const chunk = running.chunks[sent++]
        if (chunk === undefined) controller.close()
        else controller.enqueue(chunk)
      },
      cancel: () => {
        running.readers.delete(heard)
        wake()
      },
    })
  }
  const drain = async (chatId: string, running: Running, body: ReadableStream<Uint8Array>): Promise<void> => {
    const tell = (): void => {
      for (const reader of running.readers) reader()
    }
    try {
      for await (const chunk of body) {
        running.chunks.push(chunk)
        tell()
      }
    } finally {
      running.ended = true
      tell()
      setTimeout(() => forget(chatId, running), keptMs).unref()
    }
  }
  return {
    /** Reads an answer to its end, whoever is there to hear it. A newer answer to the same chat ends the older one. */
    run(chatId: string, streamId: string, abort: AbortController, response: Response): Response {
      answers.get(chatId)?.abort.abort()
      answers.delete(chatId)
      const running: Running = { chunks: [], readers: new Set(), abort, streamId, ended: false }
      answers.set(chatId, running)
      for (const [oldest, { abort: oldAbort }] of answers) {
        if (answers.size <= mostAnswers) break
        oldAbort.abort()
        answers.delete(oldest)
      }
      if (response.body !== null) drain(chatId, running, response.body).catch(() => {})
      return new Response(follow(running), { headers: response.headers })
    },
    /** The answer that is being made, from its beginning; undefined where there is none. */
    follow(chatId: string): ReadableStream<Uint8Array> | undefined {
      const running = answers.get(chatId)
      return running === undefined || running.ended ? undefined : follow(running)
    },
    /** Ends an answer; where a stream is named, only that one. */
    stop(chatId: string, streamId?: string): void {
      const running = answers.get(chatId)
      if (running !== undefined && (streamId === undefined || running.streamId === streamId)) running.abort.abort()
    },
  }
}

export const runningAnswers = createRunningAnswers()
