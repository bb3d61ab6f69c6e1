import { workloads } from '../hooks/workloads.ts'
import { type Effort, figure, type Section, times } from '../page/section.ts'
import { begin } from '../process.ts'

const hooks = [
  ['`useChat` of `@x/bedrock-react`', 'ours', []],
  ['`useChat` of `@ai-sdk/react`', 'theirs', []],
  ['the same with `throttle: 16`', 'theirs', ['16']],
] as const

const isTime = (message: unknown): message is { cpu: number } =>
  typeof message === 'object' && message !== null && 'cpu' in message && typeof message.cpu === 'number'

const cpuOf = async (file: string, workload: string, rounds: number, more: readonly string[]): Promise<number> => {
  const page = begin(`./hooks/${file}.ts`, [workload, `${rounds}`, ...more], isTime, { NODE_ENV: 'production' })
  return (await page.message).cpu
}

/** An answer through the hook to a page, each hook in a process of its own. */
export const measureHooks = async ({ quick }: Effort): Promise<Section> => {
  const columns: number[][] = []
  for (const name of Object.keys(workloads)) {
    const column: number[] = []
    for (const [, file, more] of hooks) column.push(await cpuOf(file, name, quick ? 1 : 15, more))
    columns.push(column)
  }
  return {
    title: 'Hooks',
    note: 'Milliseconds of CPU from the question until a page shows all of the answer, times ours after each.',
    head: ['hook', ...Object.values(workloads).flatMap(({ label }) => [label, 'times ours'])],
    rows: hooks.map(([name], row) => [
      name,
      ...columns.flatMap((column) => {
        const time = column[row] ?? Number.NaN
        return [figure(time), times(time, column[0] ?? Number.NaN)]
      }),
    ]),
  }
}
