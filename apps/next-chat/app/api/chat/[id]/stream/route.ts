import { resumeUIResponse } from '@x/bedrock-core/ui'
import { keptAnswers } from '../../../../../server/answers.ts'

interface Context {
  readonly params: Promise<{ readonly id: string }>
}

/** `GET` takes up the answer in progress, `DELETE` stops it: closing the connection does neither. */
const answer = async (request: Request, { params }: Context): Promise<Response> =>
  resumeUIResponse(request, { store: keptAnswers(), chatId: (await params).id })

export { answer as DELETE, answer as GET }
