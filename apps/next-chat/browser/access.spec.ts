import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './page.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the empty page, nor on one full of everything', async ({ chat, page }, info) => {
      const findings = async () =>
        (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      // Colours are measured once nothing fades in any more.
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
      expect(await findings()).toEqual([])
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
      expect(await findings()).toEqual([])
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

test.describe('phone', () => {
  test.use({ viewport: { width: 360, height: 740 } })

  test('nothing is wider than the screen', async ({ chat, page }) => {
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    await chat.send('a tour of markdown')
    await chat.settled()
    expect(await overflow()).toBeLessThanOrEqual(0)
    await expect(chat.field).toBeInViewport()
  })
})
