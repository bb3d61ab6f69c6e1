import { createRequire } from 'node:module'
import { Agent } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { serve } from '../testing/serve.ts'
import { sleep } from '../testing/wait.ts'
import { type NodeFetch, nodeFetch } from './node-fetch.ts'

// undici measures its timeouts on a coarse clock of its own and has a hook that moves it on; here that stands for five
// minutes of silence, so that the default which kills is shown beside the transport which does not.
const clock: unknown = createRequire(import.meta.url)('undici/lib/util/timers.js')
const moveOn = (milliseconds: number): void => {
  if (typeof clock !== 'object' || clock === null || !('tick' in clock) || typeof clock.tick !== 'function')
    throw new Error('undici’s timers have no tick.')
  clock.tick(milliseconds)
}

const sixMinutes = async (): Promise<void> => {
  await sleep(600)
  for (let ticks = 0; ticks < 3; ticks++) {
    moveOn(360_000)
    await sleep(20)
  }
}

/** Silent before the head, then silent in the body, until told to go on. */
const silentServer = async () => {
  const go: (() => void)[] = []
  const { url } = await serve((request, response) => {
    const silence = new Promise<void>((done) => go.push(done))
    if (request.url === '/body') response.write('first ')
    silence.then(() => response.end('last'))
  })
  const release = (): void => {
    for (const done of go) done()
  }
  return { url, release }
}

const withDefaults = (): NodeFetch => {
  const dispatcher = new Agent()
  onTestFinished(() => dispatcher.destroy())
  return nodeFetch({ dispatcher })
}

const ours = (): NodeFetch => {
  const fetch = nodeFetch()
  onTestFinished(() => fetch.close())
  return fetch
}

const ask = async (fetch: NodeFetch, url: string): Promise<string> => {
  try {
    return await (await fetch(url, {})).text()
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    return cause instanceof Error ? cause.name : 'another failure'
  }
}

test.each([
  ['head', 'undici’s defaults', withDefaults, 'HeadersTimeoutError'],
  ['body', 'undici’s defaults', withDefaults, 'BodyTimeoutError'],
  ['head', 'ours', ours, 'last'],
  ['body', 'ours', ours, 'first last'],
])('six minutes of silence before the %s, %s', async (path, _, transport, expected) => {
  const { url, release } = await silentServer()
  const answer = ask(transport(), `${url}/${path}`)
  await sixMinutes()
  release()
  expect(await answer).toBe(expected)
})

test.runIf(process.env['BEDROCK_SLOW_TESTS'] === '1')(
  '301 real seconds of silence (pnpm --filter @x/bedrock-node test:slow)',
  { timeout: 330_000 },
  async () => {
    const { url, release } = await silentServer()
    const answers = [ask(ours(), `${url}/head`), ask(ours(), `${url}/body`)]
    await sleep(301_000)
    release()
    expect(await Promise.all(answers)).toEqual(['last', 'first last'])
  },
)
