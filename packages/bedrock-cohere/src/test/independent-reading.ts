import { bodyOf, chunksOf, type Exchange, isStream, isWire, text, type Wire, wire, wires } from '@x/recordings'

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

export const readIndependently = (exchange: Exchange): Said => {
  const events = isStream(exchange) ? chunksOf(exchange) : [bodyOf(exchange)]
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
