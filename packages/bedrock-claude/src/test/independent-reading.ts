import { bodyOf, chunksOf, type Exchange, isStream, isWire, text, type Wire, wire, wires } from '@x/recordings'

/**
 * What a recording says, read with nothing of ours: frames by their length words, events by plain JSON, blocks gathered as
 * Anthropic documents. Tests compare our reading with this one.
 */
export interface Said {
  readonly content: readonly Record<string, unknown>[]
  readonly stopReason: unknown
  readonly stopSequence: unknown
  readonly usage: Readonly<Record<string, unknown>>
  readonly metrics: Readonly<Record<string, unknown>> | undefined
}

const metricsOf = (events: readonly Wire[]): Wire | undefined =>
  events.map((event) => event['amazon-bedrock-invocationMetrics']).find(isWire)

const append = (block: Wire, key: string, more: unknown): void => {
  block[key] = text(block[key]) + text(more)
}

const streamed = (exchange: Exchange): Said => {
  const events = chunksOf(exchange)
  const content: Wire[] = []
  const json = new Map<number, string>()
  let usage: Wire = {}
  let last: Wire = {}
  for (const event of events) {
    const index = Number(event['index'])
    const delta = wire(event['delta'])
    if (event['type'] === 'message_start') usage = { ...wire(wire(event['message'])['usage']) }
    if (event['type'] === 'content_block_start') content[index] = { ...wire(event['content_block']) }
    if (event['type'] === 'message_delta') {
      usage = { ...usage, ...wire(event['usage']) }
      last = delta
    }
    const block = content[index]
    if (event['type'] !== 'content_block_delta' || block === undefined) continue
    if (delta['type'] === 'text_delta') append(block, 'text', delta['text'])
    if (delta['type'] === 'thinking_delta') append(block, 'thinking', delta['thinking'])
    if (delta['type'] === 'signature_delta') append(block, 'signature', delta['signature'])
    if (delta['type'] === 'input_json_delta') json.set(index, (json.get(index) ?? '') + text(delta['partial_json']))
  }
  for (const [index, input] of json) if (input !== '') wire(content[index])['input'] = JSON.parse(input)
  return {
    content,
    stopReason: last['stop_reason'],
    stopSequence: last['stop_sequence'],
    usage,
    metrics: metricsOf(events),
  }
}

const completed = (events: readonly Wire[]): Said => {
  const last = events.find((event) => typeof event['stop_reason'] === 'string') ?? {}
  return {
    content: [{ type: 'text', text: events.map((event) => text(event['completion'])).join('') }],
    stopReason: last['stop_reason'],
    stopSequence: last['stop'],
    usage: {},
    metrics: metricsOf(events),
  }
}

/** The answer of a successful recording. */
export const readIndependently = (exchange: Exchange): Said => {
  const stream = isStream(exchange)
  if (typeof exchange.request.body?.['prompt'] === 'string')
    return completed(stream ? chunksOf(exchange) : [bodyOf(exchange)])
  if (stream) return streamed(exchange)
  const body = bodyOf(exchange)
  return {
    content: wires(body['content']),
    stopReason: body['stop_reason'],
    stopSequence: body['stop_sequence'],
    usage: wire(body['usage']),
    metrics: undefined,
  }
}
