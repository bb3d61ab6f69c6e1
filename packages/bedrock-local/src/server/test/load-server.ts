/**
 * A local Bedrock in a process of its own, for the load test. Every stream waits until `STREAMS` of them have come, so that all are open
 * at once; over IPC it tells its address, how many there were, and its heap after a collection.
 */
import type { Answerer } from '../../answer/step.ts'
import { startLocalBedrock } from '../start.ts'

const streams = Number(process.env['STREAMS'])
const tokens = Number(process.env['TOKENS'])

let open = 0
let most = 0
let ended = 0
let letGo: () => void = () => undefined
let all: Promise<void> = Promise.resolve()
const arm = (): void => {
  all = new Promise((resolve) => {
    letGo = resolve
  })
}

const answerer: Answerer = async function* () {
  open += 1
  most = Math.max(most, open)
  try {
    if (open === streams) letGo()
    await all
    for (let at = 0; at < tokens; at += 1) yield { type: 'text', text: 'abc ' }
  } finally {
    open -= 1
    ended += 1
  }
}

arm()
const { url } = await startLocalBedrock({ answerer })
process.send?.({ url })
process.on('message', (message) => {
  if (message === 'again') {
    most = 0
    ended = 0
    arm()
    process.send?.({ ready: true })
    return
  }
  globalThis.gc?.()
  const { heapUsed } = process.memoryUsage()
  process.send?.({ most, ended, open, heapUsed })
})
