import { randomUUID } from 'node:crypto'
import { runTools } from '@x/bedrock-core'
import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
import { answerFacts } from '../../../server/answer-facts.ts'
import { modelFor } from '../../../server/bedrock.ts'
import { readChatBody } from '../../../server/chat-body.ts'
import { ground } from '../../../server/ground.ts'
import { logFailure } from '../../../server/log-failure.ts'
import { choicesOf, defaultModel } from '../../../server/models.ts'
import { regionOf } from '../../../server/place.ts'
import { runningAnswers } from '../../../server/running-answers.ts'
import { seal } from '../../../server/seal.ts'
import { tools } from '../../../server/tools.ts'
import { record } from '../../../server/wire/record.ts'

const system = 'You are a helpful assistant. Answer in Markdown. Be brief unless asked to be thorough.'
const longest = 5 * 60_000

export const POST = async (request: Request): Promise<Response> => {
  try {
    const { id = randomUUID(), messages, body } = await readChatRequest(request, { maxBytes: 8_000_000, tools, seal })
    const region = regionOf(process.env)
    const { model, think, documents } = readChatBody(
      body,
      choicesOf(process.env, region),
      defaultModel(process.env, region),
    )
    const can = (what: string): boolean => model.can.includes(what)
    // The answer goes on while the page loads anew, so that its own signal ends it, not the connection's.
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(longest)])
    const grounded = await ground(messages, documents, model, request.signal)
    const wire = record()
    const run = runTools({
      model: wire.of(modelFor(model)),
      system,
      tools: can('tools') && documents.length === 0 ? tools : {},
      ...grounded,
      maxSteps: 8,
      signal,
      ...(can('cache') ? { promptCache: true as const } : {}),
      ...(can('reasoning') ? { maxOutputTokens: 32_000 } : {}),
      ...(think && can('reasoning') ? { reasoning: 'medium' as const } : {}),
    })
    const streamId = randomUUID()
    const options = {
      seal,
      streamId,
      metadata: answerFacts(model.id, wire.id, grounded.documents),
      onError: logFailure,
    }
    return runningAnswers.run(id, streamId, abort, toUIResponse(run, options))
  } catch (error) {
    return toErrorResponse(error)
  }
}
