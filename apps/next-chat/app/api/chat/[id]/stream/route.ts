import { uiStreamHeaders } from '@x/bedrock-core/ui'
import { runningAnswers } from '../../../../../server/running-answers.ts'

interface Context {
  readonly params: Promise<{ readonly id: string }>
}

/** The answer in progress from its beginning; a page passes over the events it has seen. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const body = runningAnswers.follow((await params).id)
  return body === undefined ? new Response(null, { status: 204 }) : new Response(body, { headers: uiStreamHeaders })
}

/** Stops it: closing the connection does not. */
export const DELETE = async (request: Request, { params }: Context): Promise<Response> => {
  const streamId = request.headers.get('last-event-id')?.replace(/:\d+$/, '')
  runningAnswers.stop((await params).id, streamId)
  return new Response(null, { status: 204 })
}
