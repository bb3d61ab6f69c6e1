/** Pictures for the README: `pnpm --filter next-chat screenshots`. */
import { join } from 'node:path'
import { type ChatPage, expect, test } from './page.ts'

const folder = join(import.meta.dirname, '../../../docs/screenshots')
const shoot = (chat: ChatPage, name: string) => chat.page.screenshot({ path: join(folder, `${name}.png`) })

const converse = async (chat: ChatPage): Promise<void> => {
  await chat.page.emulateMedia({ reducedMotion: 'reduce' })
  await chat.send('What is the weather in Lisbon right now?')
  await chat.settled()
  await chat.send('Think it through, then answer with a table: which form does each family speak?')
  await chat.settled()
  await expect(chat.answer.getByRole('table')).toBeVisible()
  await chat.page.getByRole('article', { name: 'You' }).first().scrollIntoViewIfNeeded()
  await chat.page.mouse.move(0, 0)
  await chat.page.waitForTimeout(800)
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(() => {
    test.use({ colorScheme, viewport: { width: 1200, height: 980 }, deviceScaleFactor: 1.5 })
    test(colorScheme, async ({ chat }) => {
      await shoot(chat, `welcome-${colorScheme}`)
      await converse(chat)
      await shoot(chat, colorScheme === 'light' ? 'chat' : 'chat-dark')
    })
  })

test.describe(() => {
  test.use({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true })
  test('phone', async ({ chat }) => {
    await shoot(chat, 'welcome-phone')
    await converse(chat)
    await shoot(chat, 'chat-phone')
  })
})
