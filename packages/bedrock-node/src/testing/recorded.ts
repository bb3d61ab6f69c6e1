import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly method: string
  readonly uri: string
  readonly headers: Headers
  readonly sent: string
}

export interface Reply {
  readonly status: number
  readonly answer: string
}

/**
 * Answers every request that this process makes, by whichever client, and keeps what was asked; no request leaves the
 * process. What no reply is for gets 404.
 */
export const answerAll = (reply: (asked: Asked, index: number) => Reply | undefined): readonly Asked[] => {
  const asked: Asked[] = []
  const server = setupServer(
    http.all('*', async ({ request }) => {
      const one = { method: request.method, uri: request.url, headers: request.headers, sent: await request.text() }
      asked.push(one)
      const { status, answer } = reply(one, asked.length - 1) ?? { status: 404, answer: '' }
      return new HttpResponse(answer, { status })
    }),
  )
  server.listen()
  onTestFinished(() => server.close())
  return asked
}
