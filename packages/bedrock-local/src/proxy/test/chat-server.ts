import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type AnyConverseOptions,
  type CallOptions,
  type Generation,
  generateText,
  type LanguageModel,
  streamText,
} from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { type RunningLocalBedrock, startLocalBedrock } from '../../server/start.ts'
import { clientOf } from '../../test/client.ts'
import { type ProxyOptions, proxy } from '../proxy.ts'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const stops: (() => unknown)[] = []

/** Ends every server that was started here. */
export const stopAll = async (): Promise<void> => {
  for (const stop of stops.splice(0)) await stop()
}

/** A server with the manners of an OpenAI-compatible one; `answer` is what it writes. */
export const served = async (
  answer: (response: ServerResponse, body: JsonObject, request: IncomingMessage) => void,
): Promise<{ url: string; bodies: JsonObject[] }> => {
  const bodies: JsonObject[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const body: JsonObject = JSON.parse(text)
    bodies.push(body)
    answer(response, body, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/v1`, bodies }
}

/** An answer in chunks. */
export const stream =
  (...chunks: readonly object[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`)
    response.end('data: [DONE]\n\n')
  }

/** A chunk that says a little more. */
export const delta = (said: JsonObject, finish_reason: string | null = null): JsonObject => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: said, finish_reason }],
})

/** A model that is asked through a local Bedrock, and proxied to `url`. */
export const asking = async (
  url: string,
  options: Partial<ProxyOptions> = {},
): Promise<LanguageModel<AnyConverseOptions>> => {
  const local: RunningLocalBedrock = await startLocalBedrock({
    answerer: proxy({ url, model: 'qwen3:0.6b', ...options }),
  })
  stops.push(() => local.close())
  return clientOf({ endpoint: local.url })(model)
}

/** The same call, whole and streamed. */
export const both = async (url: string, asked: Omit<CallOptions<object>, 'model'>): Promise<Generation[]> => {
  const bedrock = await asking(url)
  const whole = await generateText({ model: bedrock, ...asked })
  const answer = streamText({ model: bedrock, ...asked })
  for await (const _ of answer);
  return [whole, await answer.result]
}
