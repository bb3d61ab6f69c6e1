import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { browserPath } from './chromium.ts'
import { type Relay, startRelay } from './relay.ts'
import { type Site, startSite } from './site.ts'

const words = Array.from({ length: 160 }, (_, index) => `word-${index}`).join(' ')

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe.skipIf(browserPath === undefined)('a phone in mid-answer', () => {
  let browser: Browser
  let site: Site
  let relay: Relay

  beforeAll(async () => {
    site = await startSite('phone.tsx')
    relay = await startRelay(site.url)
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    relay?.close()
    await site?.close()
  })

  interface Phone {
    readonly context: BrowserContext
    readonly page: Page
    readonly failures: readonly string[]
    /** Calls of Bedrock before. */
    readonly calls: number
    /** What the site was asked since. */
    readonly asked: () => readonly string[]
  }

  /** A phone that has asked, and has had the first words of its answer. */
  const asking = async (chatId: string): Promise<Phone> => {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const failures: string[] = []
    page.on('pageerror', (error) => failures.push(error.message))
    await page.goto(`${relay.url}#${chatId}`)
    await page.getByText('ready', { exact: true }).waitFor()
    const before = site.asked.length
    const { calls } = site.seen
    await page.getByRole('textbox').fill(`echo ${words}`)
    await page.getByRole('textbox').press('Enter')
    await until(page, 'word-5')
    return { context, page, failures, calls, asked: () => site.asked.slice(before) }
  }
  const said = (page: Page): Promise<string | null> => page.locator('output').textContent()
  const until = (page: Page, word: string): Promise<void> =>
    expect.poll(() => said(page), { timeout: 30_000 }).toContain(word)

  /** As in a tunnel: what was connected is lost, and nothing connects. */
  const lose = async ({ context }: Phone): Promise<void> => {
    await context.setOffline(true)
    relay.cut()
  }

  /** The whole of it came, each word once, of one call that nobody ended; at no time was anything else shown. */
  const hasAll = async ({ page, failures, calls }: Phone): Promise<void> => {
    await until(page, 'word-159')
    await page.getByText('ready', { exact: true }).waitFor()
    expect(await said(page)).toBe(words)
    const shown = await page.evaluate(() => window.shown.map(({ text }) => text))
    for (const text of shown) expect(words.startsWith(text)).toBe(true)
    expect(failures).toEqual([])
    expect(site.seen).toEqual({ calls: calls + 1, left: 0 })
  }
  const statuses = (page: Page): Promise<string[]> =>
    page.evaluate(() => window.shown.map(({ status }) => status).filter((one, at, all) => one !== all[at - 1]))

  test('that loses its network for a moment goes on behind the last event it saw, and shows no failure', async () => {
    const phone = await asking('moment')
    await lose(phone)
    await pause(400)
    await phone.context.setOffline(false)
    await hasAll(phone)
    const lengths = await phone.page.evaluate(() => window.shown.map(({ text }) => text.length))
    expect(lengths).toEqual(lengths.toSorted((one, other) => one - other))
    expect(await statuses(phone.page)).toEqual(['ready', 'submitted', 'streaming', 'ready'])
    expect(phone.asked()[0]).toBe('POST')
    expect(new Set(phone.asked().slice(1))).toEqual(new Set(['GET on']))
  })

  test.each([
    ['before the answer has ended', 300],
    ['after it has', 9000],
  ] as const)(
    'that is without a network for long says so, and has all of it once it is back, %s',
    async (_when, away) => {
      const phone = await asking(`long-${away}`)
      await lose(phone)
      await phone.page.getByText('error', { exact: true }).waitFor()
      expect(await said(phone.page)).toContain('word-5')
      await pause(away)
      await phone.context.setOffline(false)
      await hasAll(phone)
      expect((await statuses(phone.page)).slice(-4)).toEqual(['error', 'submitted', 'streaming', 'ready'])
    },
  )

  test('that sleeps, its page frozen and its connection lost, has all of it when it wakes', async () => {
    const phone = await asking('asleep')
    const device = await phone.context.newCDPSession(phone.page)
    await device.send('Page.setWebLifecycleState', { state: 'frozen' })
    await lose(phone)
    await pause(2000)
    await phone.context.setOffline(false)
    await device.send('Page.setWebLifecycleState', { state: 'active' })
    await hasAll(phone)
  })
})
