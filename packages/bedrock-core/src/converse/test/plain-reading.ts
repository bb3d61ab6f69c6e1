/** An answer read by nothing but JSON.parse and this file: what the code under test is compared with. */
export interface Plain {
  text: string
  reasoning: string
  signatures: string[]
  tools: { id: string; name: string; input: unknown }[]
  serverBlocks: number
  citations: string[]
  stopReason: string
  usage: { input: number; output: number; total: number; read: number | undefined; write: number | undefined }
  byTtl: Record<string, number> | undefined
  latency: number
  trace: unknown
}

type Loose = { [key: string]: Loose } & { [index: number]: Loose } & Iterable<Loose>
const words = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: Loose | undefined): Loose[] => (Array.isArray(value) ? value : [])
const empty = (): Plain => ({
  text: '',
  reasoning: '',
  signatures: [],
  tools: [],
  serverBlocks: 0,
  citations: [],
  stopReason: '',
  usage: { input: 0, output: 0, total: 0, read: undefined, write: undefined },
  byTtl: undefined,
  latency: 0,
  trace: undefined,
})

const aside = (plain: Plain, from: Loose): void => {
  const usage: Record<string, unknown> = { ...from['usage'] }
  const count = (name: string): number | undefined => (usage[name] === undefined ? undefined : Number(usage[name]))
  plain.usage = {
    input: count('inputTokens') ?? 0,
    output: count('outputTokens') ?? 0,
    total: count('totalTokens') ?? 0,
    read: count('cacheReadInputTokens'),
    write: count('cacheWriteInputTokens'),
  }
  const details = list(from['usage']?.['cacheDetails'])
  if (details.length > 0)
    plain.byTtl = Object.fromEntries(details.map((detail) => [words(detail['ttl']), Number(detail['inputTokens'])]))
  plain.latency = Number(from['metrics']?.['latencyMs'])
  plain.trace = from['trace']?.['guardrail']
}

/** Reads a body as the API documentation describes it. */
export const plainWhole = (json: string): Plain => {
  const body: Loose = JSON.parse(json)
  const plain = empty()
  for (const block of list(body['output']?.['message']?.['content'])) {
    const said = block['reasoningContent']?.['reasoningText']
    const tool = block['toolUse']
    plain.text += words(block['text'])
    for (const piece of list(block['citationsContent']?.['content'])) plain.text += words(piece['text'])
    for (const citation of list(block['citationsContent']?.['citations']))
      plain.citations.push(JSON.stringify(citation))
    plain.reasoning += words(said?.['text'])
    if (said?.['signature'] !== undefined) plain.signatures.push(words(said['signature']))
    if (block['toolResult'] !== undefined || words(tool?.['type']) === 'server_tool_use') plain.serverBlocks += 1
    else if (tool) plain.tools.push({ id: words(tool['toolUseId']), name: words(tool['name']), input: tool['input'] })
  }
  plain.stopReason = words(body['stopReason'])
  aside(plain, body)
  return plain
}

/** Cuts an event stream by hand: no checksums, only lengths, header text and payload. */
const payloads = (bytes: Uint8Array): { type: string; event: Loose }[] => {
  const buffer = Buffer.from(bytes)
  const found: { type: string; event: Loose }[] = []
  for (let at = 0; at < buffer.length; at += buffer.readUInt32BE(at)) {
    const headers = buffer.readUInt32BE(at + 4)
    const head = buffer.toString('latin1', at + 12, at + 12 + headers)
    const nameAt = head.indexOf(':event-type') + ':event-type'.length
    const length = head.charCodeAt(nameAt + 1) * 256 + head.charCodeAt(nameAt + 2)
    const payload = buffer.toString('utf8', at + 12 + headers, at + buffer.readUInt32BE(at) - 4)
    found.push({ type: head.slice(nameAt + 3, nameAt + 3 + length), event: JSON.parse(payload) })
  }
  return found
}

/** Reads a stream as the API documentation describes it. */
export const plainStream = (bytes: Uint8Array): Plain => {
  const plain = empty()
  const inputs = new Map<string, string>()
  const calls = new Map<string, { id: string; name: string }>()
  const signatures = new Map<string, string>()
  for (const { type, event } of payloads(bytes)) {
    const block = String(event['contentBlockIndex'])
    const start = event['start']
    const delta = event['delta']
    if (type === 'contentBlockStart') {
      const tool = start?.['toolUse']
      if (start?.['toolResult'] !== undefined || words(tool?.['type']) === 'server_tool_use') plain.serverBlocks += 1
      else if (tool) calls.set(block, { id: words(tool['toolUseId']), name: words(tool['name']) })
    }
    if (type === 'contentBlockDelta') {
      plain.text += words(delta?.['text'])
      plain.reasoning += words(delta?.['reasoningContent']?.['text'])
      const signature = words(delta?.['reasoningContent']?.['signature'])
      if (signature !== '') signatures.set(block, (signatures.get(block) ?? '') + signature)
      if (delta?.['citation'] !== undefined) plain.citations.push(JSON.stringify(delta['citation']))
      inputs.set(block, (inputs.get(block) ?? '') + words(delta?.['toolUse']?.['input']))
    }
    if (type === 'messageStop') plain.stopReason = words(event['stopReason'])
    if (type === 'metadata') aside(plain, event)
  }
  plain.signatures = [...signatures.values()]
  plain.tools = [...calls].map(([block, call]) => ({ ...call, input: JSON.parse(inputs.get(block) || '{}') }))
  return plain
}
