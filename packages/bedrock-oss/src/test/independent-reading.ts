import { bytesOf, type Exchange } from './recordings.ts'

/** What a recording says, read with nothing of ours: frames by their length words, tags by one expression over the whole. */
export interface Said {
  readonly reasoning: string
  readonly text: string
  readonly calls: readonly { readonly id: unknown; readonly name: unknown; readonly input: unknown }[]
  readonly finish: unknown
  readonly usage: Wire | undefined
  readonly metrics: Wire | undefined
}

type Wire = Record<string, unknown>

const isWire = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
const wire = (value: unknown): Wire => (isWire(value) ? value : {})
const wires = (value: unknown): Wire[] => (Array.isArray(value) ? value.filter(isWire) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The JSON of every chunk of an event stream. */
export const eventsOf = (exchange: Exchange): Wire[] => {
  const bytes = Buffer.from(bytesOf(exchange))
  const events: Wire[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const end = at + bytes.readUInt32BE(at) - 4
    const payload = wire(JSON.parse(bytes.toString('utf8', at + 12 + bytes.readUInt32BE(at + 4), end)))
    events.push(wire(JSON.parse(Buffer.from(text(payload['bytes']), 'base64').toString('utf8'))))
  }
  return events
}

/** A whole answer as one chunk. */
const wholeOf = (exchange: Exchange): Wire => wire(JSON.parse(Buffer.from(bytesOf(exchange)).toString('utf8')))

export const chunksOf = (exchange: Exchange): readonly Wire[] => {
  if (exchange.response.chunks !== undefined) return exchange.response.chunks
  return exchange.operation === 'invoke-with-response-stream' ? eventsOf(exchange) : [wholeOf(exchange)]
}

export const readIndependently = (exchange: Exchange): Said => {
  const chunks = chunksOf(exchange)
  const choices = chunks.flatMap((chunk) => wires(chunk['choices'])).filter((choice) => choice['index'] === 0)
  const messages = choices.map((choice) => wire(choice['message'] ?? choice['delta']))
  const content = messages.map((message) => text(message['content'])).join('')
  const calls = new Map<unknown, { id: unknown; name: unknown; json: string }>()
  for (const message of messages)
    wires(message['tool_calls']).forEach((entry, position) => {
      const index = entry['index'] ?? position
      const said = wire(entry['function'])
      const call = calls.get(index) ?? { id: entry['id'], name: said['name'], json: '' }
      call.json += text(said['arguments'])
      calls.set(index, call)
    })
  return {
    reasoning: [...content.matchAll(/<reasoning>(.*?)<\/reasoning>/gs)].map(([, thought]) => thought).join(''),
    text: content.replace(/<reasoning>.*?<\/reasoning>/gs, ''),
    calls: [...calls.values()].map(({ id, name, json }) => ({ id, name, input: JSON.parse(json) as unknown })),
    finish: choices.map((choice) => choice['finish_reason']).find((reason) => typeof reason === 'string'),
    usage: chunks.map((chunk) => chunk['usage']).find(isWire),
    metrics: chunks.map((chunk) => chunk['amazon-bedrock-invocationMetrics']).find(isWire),
  }
}
