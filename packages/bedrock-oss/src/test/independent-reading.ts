import { bodyOf, chunksOf, type Exchange, isStream, isWire, text, type Wire, wire, wires } from '@x/recordings'

/** What a recording says, read with nothing of ours: frames by their length words, tags by one expression over the whole. */
export interface Said {
  readonly reasoning: string
  readonly text: string
  readonly calls: readonly { readonly id: unknown; readonly name: unknown; readonly input: unknown }[]
  readonly finish: unknown
  readonly usage: Wire | undefined
  readonly metrics: Wire | undefined
}

/** A whole answer is one chunk. */
const saidIn = (exchange: Exchange): readonly Wire[] =>
  exchange.response.chunks ?? (isStream(exchange) ? chunksOf(exchange) : [bodyOf(exchange)])

export const readIndependently = (exchange: Exchange): Said => {
  const chunks = saidIn(exchange)
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
