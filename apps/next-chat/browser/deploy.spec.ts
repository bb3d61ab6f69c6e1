import { expect, test } from '@playwright/test'
import { isBuilt, type RunningApp, removed, shipped, startApp, startBedrock } from './standalone.ts'

const ask = {
  messages: [{ id: 'a', role: 'user', parts: [{ type: 'text', text: 'markdown, please' }] }],
}

test.describe('the server as the Dockerfile ships it', () => {
  test.skip(!isBuilt(), 'The build made no standalone output: BUILD_STANDALONE=1 asks for it.')
  let folder: string
  let app: RunningApp
  let bedrock: Awaited<ReturnType<typeof startBedrock>>

  test.beforeAll(async () => {
    bedrock = await startBedrock()
    folder = shipped()
    // No right to write a file or to start a process: the image needs neither.
    app = await startApp(folder, bedrock.environment, ['--permission', '--allow-fs-read=*'])
  })

  test.afterAll(async () => {
    await app.stop()
    bedrock.stop()
    removed(folder)
  })

  for (const route of ['/api/chat', '/api/edge-chat'])
    test(`${route} streams an answer of a Bedrock that checks its key`, async ({ request }) => {
      const response = await request.post(app.url + route, { data: ask })
      expect(response.status()).toBe(200)
      expect(response.headers()['content-type']).toContain('text/event-stream')
      const events = await response.text()
      expect(events.match(/"text-delta"/g)?.length).toBeGreaterThan(1)
      expect(events).toContain('"finishReason":"stop"')
    })

  test('the page comes with its scripts, and says where it is', async ({ page }) => {
    await page.goto(app.url)
    await expect(page.getByTestId('place').first()).toContainText('us-east-1')
    const message = page.getByRole('textbox', { name: 'Message' })
    await message.fill('echo hydrated')
    await message.press('Enter')
    await expect(page.getByTestId('answer')).toContainText('hydrated')
    // Requests hold system prompts: in production nobody sees them unasked.
    await expect(page.getByRole('button', { name: 'Inspect the wire' })).toHaveCount(0)
  })

  test('the other pages work too, and nothing was refused by the missing rights', async ({ page }) => {
    await page.goto(`${app.url}/embeddings`)
    await page.getByRole('button', { name: /^Search/ }).click()
    await expect(page.getByRole('region', { name: 'Reranked' })).toBeVisible()
    await page.goto(`${app.url}/object`)
    await page.getByRole('button', { name: 'Fill the form' }).click()
    await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
    expect(app.log()).not.toContain('ERR_ACCESS_DENIED')
  })
})
