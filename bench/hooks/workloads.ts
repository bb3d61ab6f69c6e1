/** What a server sends, as bytes in pieces as large as the network gives them. */
const piece = 16_384

const eventStream = (chunks: readonly object[]): Uint8Array<ArrayBuffer>[] => {
  const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')
  const bytes = new TextEncoder().encode(`${text}data: [DONE]\n\n`)
  return Array.from({ length: Math.ceil(bytes.length / piece) }, (_, i) => bytes.slice(i * piece, (i + 1) * piece))
}

const opening = [{ type: 'start', messageId: 'a' }, { type: 'start-step' }]
const closing = [{ type: 'finish-step' }, { type: 'finish' }]

const deltas = 5000
const text = eventStream([
  ...opening,
  { type: 'text-start', id: '0' },
  ...Array.from({ length: deltas }, (_, i) => ({ type: 'text-delta', id: '0', delta: `word ${i} ` })),
  { type: 'text-end', id: '0' },
  ...closing,
])

const call = { toolCallId: 'c', toolName: 'write' }
const input = {
  lines: Array.from({ length: 1217 }, (_, i) => `${i}: ${'a line of a file, as a tool writes it '.slice(0, 48)}`),
}
const json = JSON.stringify(input)
const inputDeltas = json.match(/.{1,20}/gs) ?? []
const tool = eventStream([
  ...opening,
  { type: 'tool-input-start', ...call },
  ...inputDeltas.map((inputTextDelta) => ({ type: 'tool-input-delta', toolCallId: 'c', inputTextDelta })),
  { type: 'tool-input-available', ...call, input },
  ...closing,
])

export interface Workload {
  readonly label: string
  readonly pieces: readonly Uint8Array<ArrayBuffer>[]
  /** Characters of the last message's text or tool input when all has come. */
  readonly characters: number
}

export const workloads: Readonly<Record<string, Workload>> = {
  text: {
    label: `${deltas.toLocaleString('en')} text deltas`,
    pieces: text,
    characters: Array.from({ length: deltas }, (_, i) => `word ${i} `).join('').length,
  },
  tool: {
    label: `a tool input of ${Math.round(json.length / 1000)} kB in ${inputDeltas.length.toLocaleString('en')} deltas`,
    pieces: tool,
    characters: json.length,
  },
}

/** A server in this process. */
export const serving =
  ({ pieces }: Workload): typeof fetch =>
  async () => {
    const left = [...pieces]
    return new Response(
      new ReadableStream({
        pull(controller) {
          const next = left.shift()
          if (next === undefined) controller.close()
          else controller.enqueue(next)
        },
      }),
      { headers: { 'content-type': 'text/event-stream' } },
    )
  }
