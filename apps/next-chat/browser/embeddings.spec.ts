import { expect, test as plain } from '@playwright/test'
import { findings, overflow } from './findings.ts'
import { watched } from './page.ts'

const test = plain.extend<{ seen: undefined }>({
  seen: [
    async ({ page }, use) => {
      const complain = watched(page, [/status of 400/])
      await page.goto('/embeddings')
      await use(undefined)
      complain()
    },
    { auto: true },
  ],
})

test('pasted lines are searched by meaning and reranked, by keyboard alone', async ({ page }) => {
  await page
    .getByRole('textbox', { name: 'Lines' })
    .fill('The cat sleeps.\nRent is due on Friday.\nA dog barks at the cat.')
  const query = page.getByRole('searchbox', { name: 'Query' })
  await query.fill('when is the rent due')
  await query.press('Enter')
  for (const name of ['By meaning', 'Reranked']) {
    const lines = page.getByRole('region', { name }).getByRole('listitem')
    await expect(lines).toHaveCount(3)
    await expect(lines.first()).toContainText('Rent is due on Friday.')
  }
  await expect(page.getByTestId('search-status')).toContainText('3 lines · 1,024 dimensions')
  await page.getByRole('button', { name: 'Inspect the wire' }).click()
  const calls = page.getByTestId('wire').getByRole('button', { name: /^\d · 200$/ })
  await expect(calls).toHaveCount(3)
})

test('six passages come in the order of their scores, and the best answer is first in both', async ({ page }) => {
  const passages = [
    'Mont Blanc is 4806 metres high.',
    'The Rhône is 813 km long.',
    'Of all rivers in France, the Loire is the longest.',
    'Lake Geneva lies between two countries.',
    'A river is measured from its source.',
    'France has six sides.',
  ]
  await page.getByRole('textbox', { name: 'Lines' }).fill(passages.join('\n'))
  await page.getByRole('searchbox', { name: 'Query' }).fill('longest river in France')
  await page.getByRole('button', { name: 'Search 6 lines' }).click()
  for (const name of ['By meaning', 'Reranked']) {
    const lines = page.getByRole('region', { name }).getByRole('listitem')
    await expect(lines).toHaveCount(6)
    await expect(lines.first()).toContainText('the Loire is the longest')
    const scores = (await lines.allTextContents()).map((text) => Number(/-?\d\.\d{3}$/.exec(text)?.[0]))
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    expect(scores[0]).toBeGreaterThan((scores[1] ?? 0) + 0.1)
    expect(scores.at(-1)).toBeLessThan(0.2)
  }
  const river = page.getByRole('region', { name: 'Reranked' }).getByText('A river is measured')
  const lake = page.getByRole('region', { name: 'Reranked' }).getByText('Lake Geneva')
  const y = async (line: typeof river): Promise<number> => (await line.boundingBox())?.y ?? 0
  expect(await y(river)).toBeLessThan(await y(lake))
})

test('on a phone the answer is brought into view', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 })
  await page.getByRole('button', { name: /^Search/ }).click()
  await expect(page.getByRole('region', { name: 'By meaning' }).getByRole('listitem').first()).toBeInViewport()
})

test('what is asked wrongly is said in words', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Lines' }).fill('a\n'.repeat(97))
  await page.getByRole('button', { name: 'Search 97 lines' }).click()
  await expect(page.getByTestId('search-status')).toContainText('more than 96 lines')
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing, and nothing is wider than a phone: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: /^Search/ }).click()
    await expect(page.getByRole('region', { name: 'Reranked' })).toBeVisible()
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })
