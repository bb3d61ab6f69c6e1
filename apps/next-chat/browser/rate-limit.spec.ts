import { expect, type Page, test } from '@playwright/test'
import { isBuilt, type RunningApp, removed, shipped, startApp } from './standalone.ts'

test.describe('a server that is asked too often', () => {
  test.skip(!isBuilt(), 'The build made no standalone output: BUILD_STANDALONE=1 asks for it.')
  let folder: string
  let app: RunningApp
  test.beforeAll(async () => {
    folder = shipped()
    app = await startApp(folder, { RATE_LIMIT_PER_MINUTE: '1' })
  })
  test.afterAll(async () => {
    await app.stop()
    removed(folder)
  })

  for (const [path, ask] of [
    [
      '/',
      async (page: Page) => {
        await page.getByRole('textbox', { name: 'Message' }).fill('echo hi')
        await page.getByRole('textbox', { name: 'Message' }).press('Enter')
      },
    ],
    ['/object', (page: Page) => page.getByRole('button', { name: 'Fill the form' }).click()],
    ['/embeddings', (page: Page) => page.getByRole('button', { name: /^Search/ }).click()],
    ['/playground', (page: Page) => page.getByRole('button', { name: /^Ask/ }).click()],
  ] as const)
    test(`answers 429, and ${path} says so in words`, async ({ page, request }) => {
      await page.goto(app.url + path)
      await page.waitForLoadState('networkidle')
      // Whoever came before has taken what there was, and within a minute there is one more.
      const status = async () => (await request.post(`${app.url}/api/search`, { data: {} })).status()
      await expect.poll(status).toBe(429)
      const response = page.waitForResponse((answer) => answer.status() === 429)
      await ask(page)
      expect((await response).headers()['retry-after']).toMatch(/^\d+$/)
      await expect(page.getByText(/Too many requests\. Try again in \d+ s\./).first()).toBeVisible()
    })
})
