import { createRequire } from 'node:module'
import { bundled, textOf } from '../bundle.ts'
import type { Runtime } from '../runtime.ts'

/** What is used of the runtime that Next.js carries for `runtime = 'edge'`. */
interface Edge {
  readonly EdgeRuntime: new () => {
    readonly evaluate: (code: string) => unknown
  }
}

/** Next's edge runtime: Web APIs and nothing of Node. */
export const edge: Runtime = async ({ folder, caller }) => {
  const { EdgeRuntime }: Edge = createRequire(import.meta.url)('next/dist/compiled/edge-runtime')
  const runtime = new EdgeRuntime()
  runtime.evaluate(textOf(await bundled(folder, 'page', 'edge-light')))
  const outcomes = await runtime.evaluate(`conformance(${JSON.stringify(caller)}).then(JSON.stringify)`)
  return JSON.parse(String(outcomes))
}
