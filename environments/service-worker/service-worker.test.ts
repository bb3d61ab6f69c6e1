import { type Browser, chromium, type Page as Tab } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath } from './chromium.ts'
import type { Page } from './page.ts'
import { startSite } from './site.ts'

declare const page: Page

describe.skipIf(browserPath === undefined)('behind a service worker', () => {
  let browser: Browser
  let tab: Tab
  let site: Awaited<ReturnType<typeof startSite>>
  const failures: string[] = []

  beforeAll(async () => {
    site = await startSite()
    browser = await chromium.launch({ executablePath: browserPath ?? '' })
    tab = await browser.newPage()
    tab.on('pageerror', (error) => failures.push(error.message))
    // Whatever the worker does not answer would leave for AWS.
    await tab.context().route(/amazonaws\.com/, (route) => {
      failures.push(route.request().url())
      return route.abort()
    })
    await tab.goto(site.url)
    await tab.getByText('ready').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
  })

  it('signed calls to Bedrock’s own host are checked and answered, whole and streamed', async () => {
    expect(await tab.evaluate(() => page.whole('echo from the worker'))).toBe('from the worker')
    const { pieces, finishReason } = await tab.evaluate(() => page.stream('echo one two three four five six seven'))
    expect(pieces.join('')).toBe('one two three four five six seven')
    expect(pieces.length).toBeGreaterThan(1)
    expect(finishReason).toBe('stop')
    expect(await tab.evaluate(() => page.calls)).toEqual([
      'invoke signature 200',
      'invoke-with-response-stream signature 200',
    ])
  })

  it('a wrong signature is refused there too', async () => {
    expect(await tab.evaluate(() => page.refused('not the secret'))).toBe('invalid-signature')
    expect(failures).toEqual([])
  })
})
