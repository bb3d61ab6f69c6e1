import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, type Page, test } from '@playwright/test'
import { freePort, isBuilt, removed, shipped, startApp } from './standalone.ts'

/** A model server that speaks OpenAI's chat form, and says the same whatever is asked. */
const startModel = async (words: string): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const server = createServer(async (request, response) => {
    for await (const _piece of request);
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const content of words.split(/(?<= )/))
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
    response.end(
      `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}\n\ndata: [DONE]\n\n`,
    )
  })
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${port}/v1`, stop: () => server.close() }
}

const badge = async (page: Page, label: string, by: string): Promise<void> => {
  await expect(page.getByTestId('place')).toHaveText(label)
  await expect(page.getByTestId('place-by')).toHaveText(by)
}

test.describe('the badge', () => {
  test.skip(!isBuilt(), 'The build made no standalone output: BUILD_STANDALONE=1 asks for it.')
  let folder: string
  test.beforeAll(() => {
    folder = shipped()
  })
  test.afterAll(() => removed(folder))

  for (const [name, environment, label, by] of [
    ['a script', {}, 'Local Bedrock (simulated)', 'scripted answers'],
    [
      'AWS by an API key',
      { AWS_BEARER_TOKEN_BEDROCK: 'hunter2', AWS_REGION: 'eu-west-1' },
      'AWS · eu-west-1',
      'API key',
    ],
    [
      'AWS by access keys',
      { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'hunter2', AWS_REGION: 'us-west-2' },
      'AWS · us-west-2',
      'access key',
    ],
    ['AWS by a profile', { AWS_PROFILE: 'work', AWS_REGION: 'sa-east-1' }, 'AWS · sa-east-1', 'profile “work”'],
  ] as const)
    test(`tells of ${name}, on every page and no secret`, async ({ page }) => {
      const app = await startApp(folder, environment)
      try {
        for (const path of ['/', '/object', '/playground', '/embeddings']) {
          await page.goto(app.url + path)
          await badge(page, label, by)
          expect(await page.content()).not.toContain('hunter2')
        }
      } finally {
        await app.stop()
      }
    })

  test('tells of a model of one’s own behind the local Bedrock, which answers', async ({ page }) => {
    const model = await startModel('I am a small model on your own machine.')
    const app = await startApp(folder, { LOCAL_BEDROCK_PROXY: model.url, LOCAL_BEDROCK_PROXY_MODEL: 'small' })
    try {
      await page.goto(app.url)
      await badge(page, 'Local Bedrock (proxied)', 'your own model')
      await expect(page.getByText('passes questions on to a model of yours')).toBeVisible()
      const message = page.getByRole('textbox', { name: 'Message' })
      await message.fill('Who are you?')
      await message.press('Enter')
      await expect(page.getByTestId('answer')).toContainText('I am a small model on your own machine.')
    } finally {
      await app.stop()
      model.stop()
    }
  })

  test('is in a phone’s header', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 })
    const app = await startApp(folder, {})
    try {
      await page.goto(`${app.url}/playground`)
      await expect(page.getByRole('banner').first()).toContainText('Local Bedrock (simulated)')
    } finally {
      await app.stop()
    }
  })
})
