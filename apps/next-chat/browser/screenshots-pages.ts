/** Pictures of the pages beside the chat, at desktop and phone width. */
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'

const folder = join(import.meta.dirname, '../../../docs/screenshots')

const documents = {
  Rivers: 'The Loire is 1006 km long, the longest river of France. It rises at Mont Gerbier and ends in the Atlantic.',
  Castles: 'Chambord is the largest castle near the Loire. It has 426 rooms and 282 fireplaces.',
} as const

/** Each page at its best: what is done there before the picture is taken. */
const scenes: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  object: async (page) => {
    await page.goto('/object')
    await page.getByRole('button', { name: 'Fill the form' }).click()
    await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
  },
  playground: async (page) => {
    await page.goto('/playground')
    await expect(page.getByTestId('plan')).toHaveCount(3)
    await page.getByRole('button', { name: 'Ask 3 models' }).click()
    await expect(page.getByText('First word')).toHaveCount(3)
  },
  embeddings: async (page) => {
    await page.goto('/embeddings')
    await page.getByRole('button', { name: /^Search/ }).click()
    await expect(page.getByRole('region', { name: 'Reranked' })).toBeVisible()
  },
  documents: async (page) => {
    await page.goto('/')
    await page.getByRole('button', { name: /^Model:/ }).click()
    await page.getByPlaceholder('Search by name, id or capability').fill('Command R Plus')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /Documents/ }).click()
    for (const [title, text] of Object.entries(documents)) {
      await page.getByLabel('Title').fill(title)
      await page.getByLabel('Text').fill(text)
      await page.getByRole('button', { name: 'Add document' }).click()
    }
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: 'Message' }).fill('How long is the Loire, and how many rooms has Chambord?')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Sources' })).toBeVisible()
  },
  wire: async (page) => {
    await page.goto('/')
    await page.getByRole('textbox', { name: 'Message' }).fill('What is the weather in Lisbon right now?')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Inspect the wire' }).click()
    await expect(page.getByTestId('frames')).toBeAttached()
  },
}

const screens = [
  ['', { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.5 }],
  ['-dark', { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.5, colorScheme: 'dark' }],
  ['-phone', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
] as const

for (const [suffix, options] of screens)
  test.describe(() => {
    test.use(options)
    for (const [name, play] of Object.entries(scenes))
      test(`${name}${suffix}`, async ({ page }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await play(page)
        await page.mouse.move(0, 0)
        await page.waitForTimeout(500)
        await page.screenshot({ path: join(folder, `${name}${suffix}.png`) })
      })
  })
