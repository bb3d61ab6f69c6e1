import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserPath } from './chromium.ts'
import { type Site, startSite } from './site.ts'

const words = Array.from({ length: 200 }, (_, index) => `word-${index}`).join(' ')

describe.skipIf(browserPath === undefined)('two tabs of one chat', () => {
  let browser: Browser
  let site: Site
  const failures: string[] = []

  beforeAll(async () => {
    site = await startSite()
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const tabOf = async (chatId: string): Promise<Page> => {
    const tab = await browser.newPage()
    tab.on('pageerror', (error) => failures.push(error.message))
    await tab.goto(`${site.url}#${chatId}`)
    await tab.getByText('ready', { exact: true }).waitFor()
    return tab
  }
  const ask = async (tab: Page): Promise<void> => {
    await tab.getByRole('textbox').fill(`echo ${words}`)
    await tab.getByRole('button', { name: 'Send' }).click()
  }
  const said = (tab: Page): Promise<string | null> => tab.locator('output').textContent()
  const until = (tab: Page, word: string): Promise<void> =>
    expect.poll(() => said(tab), { timeout: 30_000 }).toContain(word)

  test('one reloads in mid-answer and goes on, another comes to it, both have the whole of it', async () => {
    const first = await tabOf('a')
    await ask(first)
    await until(first, 'word-5')
    const second = await browser.newPage()
    await second.goto(`${site.url}#a`)
    await until(second, 'word-5')
    await first.reload()
    await until(first, 'word-10')
    expect(await said(first)).not.toContain('word-199')
    for (const tab of [first, second]) {
      await until(tab, 'word-199')
      await tab.getByText('ready', { exact: true }).waitFor()
      expect(await said(tab)).toBe(words)
    }
    expect([site.seen, failures]).toEqual([{ calls: 1, left: 0 }, []])
  })

  test('a stop in the tab that was loaded anew ends the call, and the other tab’s answer', async () => {
    const [first, second] = [await tabOf('b'), await browser.newPage()]
    await ask(first)
    await until(first, 'word-3')
    await second.goto(`${site.url}#b`)
    await until(second, 'word-3')
    await second.getByRole('button', { name: 'Stop' }).click()
    for (const tab of [first, second]) await tab.getByText('ready', { exact: true }).waitFor()
    await expect.poll(() => site.seen.left).toBe(1)
    expect(await said(first)).not.toContain('word-199')
    expect(failures).toEqual([])
  })
})
