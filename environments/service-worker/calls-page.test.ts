import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium } from '@playwright/test'
import { scripted, testIdentity } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath } from './chromium.ts'

describe.skipIf(browserPath === undefined)('the page of calls', () => {
  let browser: Browser
  let local: RunningLocalBedrock
  let asked = 0
  beforeAll(async () => {
    local = await startLocalBedrock({ page: true, answerer: scripted({ pace: 0 }) })
    browser = await chromium.launch({ executablePath: browserPath ?? '' })
  })
  afterAll(async () => {
    await browser?.close()
    await local?.close()
  })

  const ask = async (text: string): Promise<void> => {
    const path = '/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream'
    const answer = await fetch(`${local.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testIdentity.apiKey}` },
      body: JSON.stringify({ messages: [{ role: 'user', content: [{ text }] }] }),
    })
    await answer.arrayBuffer()
  }

  it.each(['light', 'dark'] as const)(
    'shows calls as they come, runs nothing they say, and is accessible (%s)',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme })
      const tab = await context.newPage()
      const failures: string[] = []
      tab.on('pageerror', (error) => failures.push(error.message))
      tab.on('console', (message) => message.type() === 'error' && failures.push(message.text()))
      await tab.goto(`${local.url}/`)
      await tab.getByText('Live.').waitFor()
      await ask(`echo <img src=x onerror="document.title='run'"> in ${colorScheme}`)
      // The newest call stands first, once the list has it.
      asked += 1
      const rows = tab.getByRole('button', { name: 'converse-stream' })
      await expect.poll(() => rows.count()).toBe(asked)
      const row = rows.first()
      await row.focus()
      await tab.keyboard.press('Enter')
      const call = tab.getByRole('region', { name: 'The chosen call' })
      await call.getByText(`in ${colorScheme}`).first().waitFor()
      const frame = call.getByText(/bytes: messageStop/)
      await frame.click()
      await call.getByText('"end_turn"').waitFor()
      expect(await call.getByText('(hidden)').count()).toBe(1)
      expect(await call.textContent()).not.toContain(testIdentity.apiKey)
      expect(await tab.locator('img').count()).toBe(0)
      expect(await tab.title()).toBe('Local Bedrock: calls')
      const { violations } = await new AxeBuilder({ page: tab }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(failures).toEqual([])
      await context.close()
    },
  )
})
