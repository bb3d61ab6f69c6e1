import { bytesOf, type Exchange, streamed } from './recordings.ts'

type Wire = Record<string, unknown>

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
const wire = (value: unknown): Wire => (isWire(value) ? value : {})
const wires = (value: unknown): Wire[] => (Array.isArray(value) ? value.filter(isWire) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What an answer says, read without the code under test. */
export interface Said {
  /** By generation; Command R has one. */
  readonly texts: readonly string[]
  readonly finishReason: unknown
  readonly id: unknown
  readonly tokens: Wire
  readonly billed: Wire
  readonly metrics: Wire | undefined
}

/** The JSON of every chunk, or of the whole body. */
const eventsOf = (exchange: Exchange): Wire[] => {
  const bytes = Buffer.from(bytesOf(exchange))
  if (!streamed(exchange)) return [wire(JSON.parse(bytes.toString('utf8')))]
  const events: Wire[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const end = at + bytes.readUInt32BE(at) - 4
    const payload = wire(JSON.parse(bytes.toString('utf8', at + 12 + bytes.readUInt32BE(at + 4), end)))
    events.push(wire(JSON.parse(Buffer.from(text(payload['bytes']), 'base64').toString('utf8'))))
  }
  return events
}

export const readIndependently = (exchange: Exchange): Said => {
  const events = eventsOf(exchange)
  const last = events.at(-1) ?? {}
  const texts: string[] = []
  for (const event of events) {
    const generations = wires(event['generations'])
    generations.forEach((generation, index) => {
      texts[index] = text(generation['text'])
    })
    if (generations.length > 0 || typeof event['text'] !== 'string') continue
    const index = Number(event['index'] ?? 0)
    texts[index] = (texts[index] ?? '') + event['text']
  }
  const response = wire(last['response'])
  const meta = wire(response['meta'])
  return {
    texts,
    finishReason: last['finish_reason'] ?? wires(last['generations'])[0]?.['finish_reason'],
    id: response['response_id'] ?? last['response_id'] ?? last['id'],
    tokens: wire(meta['tokens']),
    billed: wire(meta['billed_units']),
    metrics: events.map((event) => event['amazon-bedrock-invocationMetrics']).find(isWire),
  }
}
