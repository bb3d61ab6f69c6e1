import { type Locator, type Page, test as plain } from '@playwright/test'

/** Asks for an answer of most of a minute: it is there to be stopped, however slow the machine. */
export const longStory = 'Tell me a long story of 4000 tokens'

/** The chat page, in the words of its reader. */
export interface ChatPage {
  readonly page: Page
  readonly field: Locator
  readonly answer: Locator
  readonly stop: Locator
  readonly status: Locator
  readonly send: (text: string) => Promise<void>
  /** Waits until the last answer has ended. */
  readonly settled: () => Promise<void>
  /** The last answer's text, as shown. */
  readonly text: () => Promise<string>
  /** What the page may report without failing its test. */
  readonly expectedErrors: RegExp[]
}

const chatPage = (page: Page): ChatPage => {
  const field = page.getByRole('textbox', { name: 'Message' })
  const answer = page.getByTestId('answer').last()
  const stop = page.getByRole('button', { name: 'Stop' })
  return {
    page,
    field,
    answer,
    stop,
    status: page.getByRole('status'),
    send: async (text) => {
      await field.fill(text)
      await field.press('Enter')
    },
    settled: async () => {
      await answer.waitFor()
      await stop.waitFor({ state: 'detached', timeout: 60_000 })
    },
    expectedErrors: [],
    text: async () => ((await answer.count()) === 0 ? '' : ((await answer.textContent()) ?? '')),
  }
}

/** Listens to a page; what it gives throws if the page has reported a script error or a breach of its content policy. */
export const watched = (page: Page, expected: readonly RegExp[] = []): (() => void) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return () => {
    const unexpected = errors.filter((error) => !expected.some((one) => one.test(error)))
    if (unexpected.length > 0) throw new Error(`The page reported: ${unexpected.join('\n')}`)
  }
}

/** Opens the chat. A page that reports an error fails its test. */
export const test = plain.extend<{ chat: ChatPage }>({
  chat: async ({ page }, use) => {
    const chat = chatPage(page)
    const complain = watched(page, chat.expectedErrors)
    await page.goto('/')
    await use(chat)
    complain()
  },
})
export { expect } from '@playwright/test'
