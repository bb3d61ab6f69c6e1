import { findings, overflow } from './findings.ts'
import { expect, test } from './page.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the empty page, nor on one full of everything', async ({ chat, page }, info) => {
      // Colours are measured once nothing fades in any more.
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
      expect(await findings(page)).toEqual([])
      await chat.send('a tour of markdown')
      await chat.settled()
      await chat.send('think: what is up')
      await chat.settled()
      await chat.answer.getByRole('button', { name: /^Thought/ }).click()
      await chat.send('What is the weather in Lisbon?')
      await chat.settled()
      await chat.answer.getByTestId('tool').getByRole('button').click()
      await chat.send(`fail busy ${info.testId}`)
      await expect(page.getByTestId('problem')).toBeVisible()
      expect(await findings(page)).toEqual([])
    })
  })

test('one polite line tells how the answer goes, and the log itself keeps still', async ({ chat }) => {
  await chat.send('a tour of markdown')
  await expect(chat.page.getByRole('log')).toHaveAttribute('aria-live', 'off')
  await expect(chat.status).toHaveText('Answering…')
  await chat.settled()
  await expect(chat.status).toHaveText(/^Answer finished, \d+ words\.$/)
})

test('the keyboard alone is enough', async ({ chat }) => {
  await expect(chat.field).toBeFocused()
  await chat.page.keyboard.type('echo one')
  await chat.page.keyboard.press('Shift+Enter')
  await chat.page.keyboard.type('two')
  await chat.page.keyboard.press('Enter')
  await chat.settled()
  await expect(chat.answer).toContainText('two')
  await expect(chat.field).toBeFocused()
})

for (const [device, width, height] of [
  ['phone', 360, 740],
  ['tablet', 820, 1180],
  ['wide screen', 2560, 1300],
] as const)
  test.describe(device, () => {
    test.use({ viewport: { width, height } })

    test('nothing is wider than the screen', async ({ chat, page }) => {
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await chat.send('a tour of markdown')
      await chat.settled()
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await expect(chat.field).toBeInViewport()
      // Lines stay short enough to be read.
      expect((await chat.answer.boundingBox())?.width).toBeLessThan(800)
    })
  })
