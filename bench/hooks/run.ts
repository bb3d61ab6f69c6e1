import { cpus } from 'node:os'
import { firstMessage } from '../first-message.ts'
import { workloads } from './workloads.ts'

/** CPU of an answer through the hook to a page, ours beside the AI SDK's, each in a process of its own, in one run. */
const hooks = [
  ['useChat of @x/bedrock-react', 'ours', []],
  ['useChat of @ai-sdk/react', 'theirs', []],
  ['useChat of @ai-sdk/react, throttle: 16', 'theirs', ['16']],
] as const

const isTime = (message: unknown): message is { cpu: number } =>
  typeof message === 'object' && message !== null && 'cpu' in message && typeof message.cpu === 'number'

console.log(`Median of 15 answers, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown CPU'}`)
for (const [name, { label }] of Object.entries(workloads)) {
  console.log(`\n${label}`)
  const rows: { hook: string; 'CPU ms': string; 'times ours': string }[] = []
  let ours: number | undefined
  for (const [hook, file, args] of hooks) {
    const page = firstMessage(new URL(`./${file}.ts`, import.meta.url), [name, ...args], isTime, {
      NODE_ENV: 'production',
    })
    const { cpu } = await page.message
    ours ??= cpu
    rows.push({ hook, 'CPU ms': cpu.toFixed(1), 'times ours': (cpu / ours).toFixed(1) })
  }
  console.table(rows)
}
