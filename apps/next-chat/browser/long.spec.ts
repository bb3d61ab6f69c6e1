import { type CDPSession, expect, test } from '@playwright/test'
import { watchMainThread } from './main-thread.ts'
import { type OwnApp, startApp } from './own-app.ts'

const tokens = 20_000
const perSecond = 200

/** Megabytes that JavaScript holds once nothing is left to collect. */
const heap = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1_000_000
}

let app: OwnApp
test.beforeAll(async () => {
  app = await startApp({ LOCAL_BEDROCK_TOKENS_PER_SECOND: `${perSecond}` })
})
test.afterAll(() => app.stop())

test('20,000 tokens at 200 a second: no long task after the first word, and memory is flat after', async ({
  browser,
  page,
}) => {
  test.setTimeout(240_000)
  const session = await page.context().newCDPSession(page)
  await page.goto(app.url)
  const field = page.getByRole('textbox', { name: 'Message' })
  await field.fill(`A long story of ${tokens} tokens`)
  const before = await heap(session)
  await field.press('Enter')
  const answer = page.getByTestId('answer')
  await answer.waitFor()
  const asked = Date.now()
  const watched = await watchMainThread(browser, page)
  const stop = page.getByRole('button', { name: 'Stop' })
  await stop.waitFor({ state: 'detached', timeout: 200_000 })
  const seconds = (Date.now() - asked) / 1000
  const main = await watched()
  const after = await heap(session)
  await page.waitForTimeout(5000)
  const later = await heap(session)
  console.log(
    `${tokens} tokens in ${seconds.toFixed(0)} s: ${main.tasks} tasks, ${(main.workMs / 1000).toFixed(1)} s of work, the longest ${main.longestMs.toFixed(1)} ms`,
    `(${main.longestOnWallMs.toFixed(0)} ms on the wall); heap ${[before, after, later].map((mb) => mb.toFixed(1)).join(' → ')} MB`,
  )
  await expect(answer).toContainText(`${tokens.toLocaleString('en')} out`)
  expect(seconds).toBeGreaterThan((tokens / perSecond) * 0.9)
  expect(main.longestMs).toBeLessThan(50)
  expect(main.workMs / 1000 / seconds).toBeLessThan(0.5)
  expect(later).toBeLessThan(after + 1)
  expect(after).toBeLessThan(before + 30)
})
