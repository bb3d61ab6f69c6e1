import { randomUUID } from 'node:crypto'
import { runTools } from '@x/bedrock-core'
import { citedSources, dataFiles, readChatRequest, toErrorResponse, toResumableUIResponse } from '@x/bedrock-core/ui'
import { after } from 'next/server'
import { answerFacts } from '../../../server/answer-facts.ts'
import { endOlder, keptAnswers } from '../../../server/answers.ts'
import { modelFor } from '../../../server/bedrock.ts'
import { readChatBody } from '../../../server/chat-body.ts'
import { ground } from '../../../server/ground.ts'
import { logFailure } from '../../../server/log-failure.ts'
import { choicesOf, defaultModel } from '../../../server/models.ts'
import { regionOf } from '../../../server/place.ts'
import { seal } from '../../../server/seal.ts'
import { tools } from '../../../server/tools.ts'
import { record } from '../../../server/wire/record.ts'

const system = 'You are a helpful assistant. Answer in Markdown. Be brief unless asked to be thorough.'
const longest = 5 * 60_000

export const POST = async (request: Request): Promise<Response> => {
  try {
    const limits = { maxBytes: 8_000_000, files: dataFiles, tools, seal }
    const { id = randomUUID(), messages, body } = await readChatRequest(request, limits)
    const region = regionOf(process.env)
    const { model, think, documents } = readChatBody(
      body,
      choicesOf(process.env, region),
      defaultModel(process.env, region),
    )
    const can = (what: string): boolean => model.can.includes(what)
    const grounded = await ground(messages, documents, model, request.signal)
    const wire = record()
    const store = keptAnswers()
    await endOlder(store, id)
    const run = runTools({
      model: wire.of(modelFor(model)),
      system,
      tools: can('tools') && documents.length === 0 ? tools : {},
      ...grounded,
      maxSteps: 8,
      // The answer goes on while the page loads anew: not the connection ends it, but the store or this.
      signal: AbortSignal.timeout(longest),
      ...(can('cache') ? { promptCache: true as const } : {}),
      ...(can('reasoning') ? { maxOutputTokens: 32_000 } : {}),
      ...(think && can('reasoning') ? { reasoning: 'medium' as const } : {}),
    })
    return await toResumableUIResponse(run, {
      store,
      chatId: id,
      seal,
      sources: citedSources,
      metadata: answerFacts(model.id, wire.id, grounded.documents),
      onError: logFailure,
      waitUntil: after,
    })
  } catch (error) {
    return toErrorResponse(error)
  }
}
