import type { Browser, Page } from '@playwright/test'

interface TraceEvent {
  readonly ph: string
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds on the wall, and of the thread's own work. */
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

export interface MainThread {
  readonly tasks: number
  /** Milliseconds that the page's main thread worked altogether, and in its longest task. */
  readonly workMs: number
  readonly longestMs: number
  /** Milliseconds of the longest task on the wall, with all that the machine did meanwhile. */
  readonly longestOnWallMs: number
}

const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}/${tid}`

const read = (events: readonly TraceEvent[]): MainThread => {
  const renderers = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  )
  const tasks = events.filter(
    (event) => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask' && renderers.has(threadOf(event)),
  )
  const works = tasks.map(({ tdur = 0 }) => tdur / 1000)
  return {
    tasks: tasks.length,
    workMs: works.reduce((sum, ms) => sum + ms, 0),
    longestMs: Math.max(...works),
    longestOnWallMs: Math.max(...tasks.map(({ dur = 0 }) => dur / 1000)),
  }
}

/**
 * What a page's main thread does until the result is called. `PerformanceObserver` tells of long tasks by the wall: on a
 * machine that others use, every task is long. Chromium's trace tells the thread's own time beside it.
 */
export const watchMainThread = async (browser: Browser, page: Page): Promise<() => Promise<MainThread>> => {
  await browser.startTracing(page, { categories: ['toplevel'] })
  return async () => {
    const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(`${await browser.stopTracing()}`)
    return read(traceEvents)
  }
}
