import { findings } from './findings.ts'
import { expect, test } from './page.ts'

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('an answer shows its request, its frames and who counted its tokens', async ({ chat, page }) => {
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
      await chat.send('echo look at the wire')
      await chat.settled()
      await chat.answer.getByRole('button', { name: 'Inspect the wire' }).click()
      const wire = page.getByTestId('wire')
      await expect(wire).toContainText('invoke-with-response-stream')
      await expect(wire.getByRole('region', { name: 'Request body' })).toContainText('echo look at the wire')
      await wire.getByText('Headers').first().click()
      await expect(wire).toContainText('Signature=(hidden)')
      await expect(wire.getByTestId('usage')).toContainText('Invocation metrics')
      const frames = wire.getByTestId('frames')
      await expect(frames).toContainText('message_start')
      await frames.getByText('content_block_delta').first().click()
      await expect(frames).toContainText(':message-type')
      await expect(frames.getByRole('region', { name: 'Event' })).toContainText('text_delta')
      expect(await findings(page)).toEqual([])
      await page.keyboard.press('Escape')
      await expect(wire).toBeHidden()
      await expect(chat.answer.getByRole('button', { name: 'Inspect the wire' })).toBeFocused()
    })
  })

test('each step of tools is an exchange', async ({ chat, page }) => {
  await chat.send('What is the weather in Lisbon?')
  await chat.settled()
  await chat.answer.getByRole('button', { name: 'Inspect the wire' }).click()
  const steps = page.getByTestId('wire').getByRole('button', { name: /^\d · 200$/ })
  await expect(steps).toHaveCount(2)
  await steps.nth(1).click()
  await expect(page.getByRole('region', { name: 'Request body' })).toContainText('tool_result')
})

test('who does not know the id learns nothing', async ({ request }) => {
  expect((await request.get('/api/wire/no-such-id')).status()).toBe(404)
})
