import { findings } from './findings.ts'
import { expect, test } from './page.ts'

test('⌘K does by keyboard alone what the page does by hand, and gives the focus back', async ({ chat, page }) => {
  const { keyboard } = page
  const palette = page.getByRole('dialog', { name: 'Commands' })
  const run = async (words: string): Promise<void> => {
    await keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused()
    await keyboard.type(words)
    await expect(palette.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
    await keyboard.press('Enter')
    await expect(palette).toBeHidden()
  }
  await chat.send('echo the Loire is long')
  await chat.settled()
  await run('llama 3.3')
  await expect(page.getByRole('button', { name: 'Model: Llama 3.3 70B Instruct' })).toBeVisible()
  await expect(chat.field).toBeFocused()

  await run('new')
  await expect(page.getByTestId('answer')).toHaveCount(0)
  await expect(chat.field).toBeFocused()
  await keyboard.type('echo the Rhine is wide')
  await keyboard.press('Enter')
  await chat.settled()

  await run('loire')
  await expect(chat.answer).toContainText('the Loire is long')
  await run('playground')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Playground')
  await run('go to chat')
  await expect(chat.field).toBeFocused()
  const dark = await page.evaluate(() => document.documentElement.classList.contains('dark'))
  await run('theme')
  await expect.poll(() => page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(!dark)

  await keyboard.press('Meta+k')
  await keyboard.type('no such words at all')
  await expect(palette).toContainText('Nothing has these words.')
  await keyboard.press('Escape')
  await expect(palette).toBeHidden()
  await expect(chat.field).toBeFocused()
})

test('its arrows go round, and a click on its button opens it', async ({ chat: { page } }) => {
  await page.getByRole('button', { name: 'Commands' }).click()
  const options = page.getByRole('dialog', { name: 'Commands' }).getByRole('option')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(options.last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing in the palette', async ({ chat, page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
      await expect(chat.field).toBeFocused()
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('option').first()).toBeVisible()
      expect(await findings(page)).toEqual([])
      await page.keyboard.type('claude')
      expect(await findings(page)).toEqual([])
    })
  })
