import { readFileSync } from 'node:fs'
import type { Timing } from './clients/run-client.ts'
import { firstMessage } from './first-message.ts'
import { measureImports } from './imports.ts'
import { measureSigns } from './signs.ts'
import { type Section, writePage } from './table.ts'

/** Ours beside the others, in one run; writes `docs/benchmarks.md`. Build before: imports are measured as published. */
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
/** Deltas of a stream, and how many streams are read. */
const all = [
  [100, 60],
  [2000, 30],
  [20_000, 9],
  [200_000, 3],
] as const
/** `--quick` shows that everything runs; its figures are worth little. */
const quick = process.argv.includes('--quick')
const lengths = quick ? ([[100, 5]] as const) : all

const isTiming = (message: unknown): message is Timing =>
  typeof message === 'object' && message !== null && 'wall' in message && 'cpu' in message

const isPort = (message: unknown): message is { port: number } =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number'

const measureStreams = async (endpoint: string): Promise<Section[]> => {
  const sections: Section[] = []
  for (const [label, size] of writes)
    for (const [deltas, rounds] of lengths) {
      const rows: string[][] = []
      let ours: Timing | undefined
      for (const [client, file] of clients) {
        const args = [endpoint, String(deltas), String(size), String(rounds)]
        const timing = await firstMessage(new URL(`./clients/${file}.ts`, import.meta.url), args, isTiming).message
        ours ??= timing
        const ratios = [timing.wall / ours.wall, timing.cpu / ours.cpu].map((ratio) => ratio.toFixed(1))
        rows.push([client, timing.wall.toFixed(2), timing.cpu.toFixed(2), ...ratios])
      }
      const title = `${deltas.toLocaleString('en')} text deltas, ${label}`
      console.log(title)
      console.table(rows)
      sections.push({
        title,
        note: `Microseconds per delta, median of ${rounds} streams (goal for ours: 5 µs, and a quarter of the AWS SDK’s raw events).`,
        head: ['client', 'wall', 'CPU', 'times ours, wall', 'times ours, CPU'],
        rows,
      })
    }
  return sections
}

const versionOf = (name: string): string => {
  const file = new URL(`./node_modules/${name}/package.json`, import.meta.url)
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return `${name} ${version}`
}

const small = [await measureSigns(), measureImports()]
for (const { title, rows } of small) console.log(title, rows)
const server = firstMessage(new URL('./raw-server.ts', import.meta.url), [], isPort)
const { port } = await server.message
const streams = await measureStreams(`http://127.0.0.1:${port}`)
server.child.kill()
const versions = ['@aws-sdk/client-bedrock-runtime', 'ai', '@ai-sdk/amazon-bedrock'].map(versionOf)
const page = quick ? 'bench/quick.md' : 'docs/benchmarks.md'
writePage(new URL(`../${page}`, import.meta.url), [...streams, ...small], versions)
console.log(`${streams.length + small.length} tables written to ${page}`)
