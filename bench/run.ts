import { cpus } from 'node:os'
import type { Timing } from './clients/run-client.ts'
import { firstMessage } from './first-message.ts'

/**
 * Microseconds per text delta, ours beside the others, in one run: the same server in its own process, each client in its
 * own process, median of several streams.
 */
const deltas = 20_000
const rounds = 15
const clients = [
  ['streamText, Claude’s own form on InvokeModel', 'ours-messages'],
  ['streamText, Converse', 'ours-converse'],
  ['AWS SDK raw events, HTTP/1.1', 'aws-sdk-http1'],
  ['AWS SDK raw events, HTTP/2 (its default)', 'aws-sdk-http2'],
  ['AI SDK streamText', 'ai-sdk'],
] as const
const writes = [
  ['16 kB writes', 16_384],
  ['one frame a write', 0],
] as const

const isTiming = (message: unknown): message is Timing =>
  typeof message === 'object' && message !== null && 'wall' in message && 'cpu' in message

const isPort = (message: unknown): message is { port: number } =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number'

const server = firstMessage(new URL('./raw-server.ts', import.meta.url), [], isPort)
const { port } = await server.message
const endpoint = `http://127.0.0.1:${port}`

console.log(
  `${deltas.toLocaleString('en')} text deltas, median of ${rounds} streams, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown CPU'}`,
)
for (const [label, size] of writes) {
  console.log(`\n${label}`)
  const rows: {
    client: string
    'µs per delta': string
    'CPU µs per delta': string
    'times ours': string
    'times ours, CPU': string
  }[] = []
  let ours: Timing | undefined
  for (const [client, file] of clients) {
    const args = [endpoint, String(deltas), String(size), String(rounds)]
    const timing = await firstMessage(new URL(`./clients/${file}.ts`, import.meta.url), args, isTiming).message
    ours ??= timing
    const { wall, cpu } = timing
    rows.push({
      client,
      'µs per delta': wall.toFixed(2),
      'CPU µs per delta': cpu.toFixed(2),
      'times ours': (wall / ours.wall).toFixed(1),
      'times ours, CPU': (cpu / ours.cpu).toFixed(1),
    })
  }
  console.table(rows)
}
server.child.kill()
