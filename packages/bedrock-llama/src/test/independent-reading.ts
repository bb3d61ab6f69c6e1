import { bodyOf, chunksOf, type Exchange, isStream, payloadsOf, text, type Wire, wire } from '@x/recordings'

/** What a recording says, read with nothing of ours: frames by their length words, members by plain JSON. */
export interface Said {
  readonly text: string
  readonly stopReason: unknown
  readonly usage: { readonly inputTokens: unknown; readonly outputTokens: unknown }
  readonly metrics: { readonly inputTokens: unknown; readonly outputTokens: unknown } | undefined
}

const native = (events: readonly Wire[]): Said => {
  const last = wire(events.at(-1))
  const metrics = last['amazon-bedrock-invocationMetrics']
  return {
    text: events.map((event) => text(event['generation'])).join(''),
    stopReason: last['stop_reason'],
    usage: { inputTokens: wire(events[0])['prompt_token_count'], outputTokens: last['generation_token_count'] },
    metrics:
      metrics === undefined
        ? undefined
        : { inputTokens: wire(metrics)['inputTokenCount'], outputTokens: wire(metrics)['outputTokenCount'] },
  }
}

const converse = (events: readonly Wire[]): Said => {
  const usage = wire(events.map((event) => event['usage']).find((value) => value !== undefined))
  return {
    text: events.map((event) => text(wire(event['delta'])['text'])).join(''),
    stopReason: events.map((event) => event['stopReason']).find((value) => value !== undefined),
    usage: { inputTokens: usage['inputTokens'], outputTokens: usage['outputTokens'] },
    metrics: undefined,
  }
}

const wholeConverse = (body: Wire): Said => {
  const content = wire(wire(body['output'])['message'])['content']
  const blocks = Array.isArray(content) ? content.map((block) => ({ delta: block })) : []
  return converse([...blocks, body])
}

/** The answer of a successful recording. */
export const readIndependently = (exchange: Exchange): Said => {
  const isNative = exchange.operation.startsWith('invoke')
  if (isStream(exchange)) return isNative ? native(chunksOf(exchange)) : converse(payloadsOf(exchange))
  const body = bodyOf(exchange)
  return isNative ? native([body]) : wholeConverse(body)
}
