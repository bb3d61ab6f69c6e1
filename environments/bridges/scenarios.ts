import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'
import { readChatRequest, toUIResponse } from '@x/bedrock-core/ui'

/** What happens to an answer where it is made. */
export type Fact = 'pulled' | 'cancelled' | 'aborted'

export type Tell = (fact: Fact) => void

type Scenario = (request: Request, tell: Tell) => Response | Promise<Response>

const bodyOf = (source: UnderlyingDefaultSource, tell: Tell): Response =>
  new Response(new ReadableStream({ ...source, cancel: () => tell('cancelled') }), {
    headers: { 'content-type': 'text/event-stream' },
  })

const first = new TextEncoder().encode('first')

/** The header by which a request names what it wants. */
export const scenarioHeader = 'x-scenario'
/** The address of the Bedrock that is asked. */
export const bedrockHeader = 'x-bedrock'

const scenarios: Readonly<Record<string, Scenario>> = {
  endless: (_request, tell) =>
    bodyOf(
      {
        pull(controller) {
          tell('pulled')
          controller.enqueue(new Uint8Array(64 * 1024))
        },
      },
      tell,
    ),
  silent: (_request, tell) => bodyOf({ start: (controller) => controller.enqueue(first) }, tell),
  broken: (_request, tell) => {
    let pulled = 0
    return bodyOf(
      {
        pull(controller) {
          if (pulled++ === 0) controller.enqueue(first)
          else controller.error(new Error('the answer broke'))
        },
      },
      tell,
    )
  },
  thrown: () => {
    throw new Error('no answer')
  },
  bedrock(request) {
    const endpoint = request.headers.get(bedrockHeader) ?? ''
    const bedrock = createBedrock({ region: 'us-east-1', auth: apiKey('key'), families: [claude()], endpoint })
    const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0', { via: 'converse' })
    return toUIResponse(streamText({ model, prompt: 'Hi', signal: request.signal }))
  },
  async echo(request) {
    const { pathname, search, searchParams } = new URL(request.url)
    const query = Object.fromEntries(searchParams)
    const told = { method: request.method, pathname, search, query, cookie: request.headers.get('cookie') }
    const { messages } = await readChatRequest(request)
    const headers = new Headers({ 'x-own': '1' })
    headers.append('set-cookie', 'a=1')
    headers.append('set-cookie', 'b=2')
    return Response.json({ ...told, messages }, { status: 201, headers })
  },
}

/** The handler that every server of these tests serves. */
export const handlerOf =
  (tell: Tell) =>
  (request: Request): Response | Promise<Response> => {
    request.signal.addEventListener('abort', () => tell('aborted'))
    const scenario = scenarios[request.headers.get(scenarioHeader) ?? '']
    return scenario?.(request, tell) ?? new Response(null, { status: 404 })
  }
