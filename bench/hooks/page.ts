import { JSDOM } from 'jsdom'
import { serving, type Workload, workloads } from './workloads.ts'

/** What a page knows of its chat. */
export interface Shown {
  readonly status: string
  /** Of the answer, without what begins a step. */
  readonly parts: readonly object[]
  ask(): Promise<unknown>
}

const { window } = new JSDOM('<div id="root"></div>', { pretendToBeVisual: true })
Object.assign(globalThis, {
  window,
  document: window.document,
  requestAnimationFrame: window.requestAnimationFrame.bind(window),
  cancelAnimationFrame: window.cancelAnimationFrame.bind(window),
})

const textOf = (part: object): string => ('text' in part && typeof part.text === 'string' ? part.text : '')

const charactersOf = (parts: readonly object[]): number =>
  parts.reduce((sum, part) => sum + ('input' in part ? JSON.stringify(part.input) : textOf(part)).length, 0)

const rounds = Number(process.argv[3] ?? 15)
const warmUps = Math.min(5, rounds)

/** Milliseconds of this process's CPU from the question to the page that shows all of the answer. */
const timed = async (make: (fetch: typeof globalThis.fetch) => Shown, workload: Workload): Promise<number> => {
  const { createElement } = await import('react')
  const { createRoot } = await import('react-dom/client')
  const element = window.document.getElementById('root')
  if (element === null) throw new Error('no page')
  const root = createRoot(element)
  let shown: Shown | undefined
  let done: () => void = () => {}
  const fetch = serving(workload)
  const Page = () => {
    shown = make(fetch)
    if (shown.status === 'ready' && shown.parts.length > 0) done()
    return createElement('p', null, shown.parts.map(textOf).join(''))
  }
  root.render(createElement(Page))
  while (shown === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
  const ended = new Promise<void>((resolve) => (done = resolve))
  const before = process.cpuUsage()
  await shown.ask()
  await ended
  const { user, system } = process.cpuUsage(before)
  if (charactersOf(shown.parts) !== workload.characters) throw new Error('the page does not show all of the answer')
  root.unmount()
  return (user + system) / 1000
}

/** Shows the same answer several times, each on a page of its own, and reports the median to the parent. */
export const runPage = async (make: (fetch: typeof globalThis.fetch) => Shown): Promise<void> => {
  const workload = workloads[process.argv[2] ?? '']
  if (workload === undefined) throw new Error('no such workload')
  const times: number[] = []
  for (let round = -warmUps; round < rounds; round += 1) {
    const time = await timed(make, workload)
    if (round >= 0) times.push(time)
  }
  process.send?.({ cpu: times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] })
  process.disconnect?.()
  process.exit()
}
