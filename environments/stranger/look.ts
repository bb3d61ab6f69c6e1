import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const named = process.env['CHROMIUM_PATH']
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', chromium.executablePath()]

/** `CHROMIUM_PATH`, else a browser that the machine has, else Playwright's own; undefined where there is none. */
export const browserPath: string | undefined = [...(named ? [named] : []), ...usual].find((path) => existsSync(path))

/** Presses the page's one button and reads what the answer looked like as it grew, until the button is ready again. */
export const watchAnswer = async (url: string, executablePath: string): Promise<readonly string[]> => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(120_000)
    await page.goto(url)
    const button = page.getByRole('button', { name: 'ready' })
    // A press before React has come does nothing.
    const asked = page.locator('main p')
    while ((await asked.count()) === 0) {
      await button.click()
      await page.waitForTimeout(200)
    }
    const seen: string[] = []
    while (!(seen.length > 0 && (await button.isVisible()))) {
      const text = (await asked.nth(1).isVisible()) ? ((await asked.nth(1).textContent()) ?? '') : ''
      if (text !== '' && text !== seen.at(-1)) seen.push(text)
      await page.waitForTimeout(20)
    }
    return seen
  } finally {
    await browser.close()
  }
}
