import { bytesOf, type Exchange, isStream } from './recordings.ts'

/** What a recording says, read with nothing of ours: frames by their length words, members by plain JSON. */
export interface Said {
  readonly text: string
  readonly stopReason: unknown
  readonly usage: { readonly inputTokens: unknown; readonly outputTokens: unknown }
  readonly metrics: { readonly inputTokens: unknown; readonly outputTokens: unknown } | undefined
}

type Wire = Record<string, unknown>

const wire = (value: unknown): Wire => (typeof value === 'object' && value !== null ? (value as Wire) : {})
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const payloads = (exchange: Exchange): Wire[] => {
  const bytes = Buffer.from(bytesOf(exchange))
  const found: Wire[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const end = at + bytes.readUInt32BE(at) - 4
    found.push(wire(JSON.parse(bytes.toString('utf8', at + 12 + bytes.readUInt32BE(at + 4), end))))
  }
  return found
}

const unwrapped = ({ bytes }: Wire): Wire => wire(JSON.parse(Buffer.from(text(bytes), 'base64').toString('utf8')))

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
  if (isStream(exchange)) return isNative ? native(payloads(exchange).map(unwrapped)) : converse(payloads(exchange))
  const body = wire(JSON.parse(Buffer.from(bytesOf(exchange)).toString('utf8')))
  return isNative ? native([body]) : wholeConverse(body)
}
