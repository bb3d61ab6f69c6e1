import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

const localBedrock = join(import.meta.dirname, '../../../packages/bedrock-local/src/bin.ts')
const built = join(import.meta.dirname, '../.next')

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

/** The standalone output, away from the repository: what it needs it must have with it. */
const deployed = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'next-chat-'))
  cpSync(join(built, 'standalone'), folder, { recursive: true, verbatimSymlinks: true })
  cpSync(join(built, 'static'), join(folder, 'apps/next-chat/.next/static'), { recursive: true })
  return folder
}

const wanted = /^ *(?:or )?(AWS_ENDPOINT_URL_BEDROCK_RUNTIME|AWS_REGION|AWS_BEARER_TOKEN_BEDROCK)=(\S+)$/gm

/** A Bedrock of its own process, with the address and the key that it says of itself. */
const startBedrock = async (): Promise<{ readonly process: ChildProcess; readonly environment: object }> => {
  const child = spawn(process.execPath, ['--conditions=bedrock-source', localBedrock, '--port', '0'])
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece
  })
  const environment = () => Object.fromEntries([...said.matchAll(wanted)].map(([, name, value]) => [name, value]))
  await expect.poll(() => Object.keys(environment()), { timeout: 30_000 }).toHaveLength(3)
  return { process: child, environment: environment() }
}

const ask = {
  messages: [{ id: 'a', role: 'user', parts: [{ type: 'text', text: 'markdown, please' }] }],
}

test.describe('the standalone server in a folder of its own', () => {
  test.skip(
    !existsSync(join(built, 'standalone')),
    'The build made no standalone output: BUILD_STANDALONE=1 asks for it.',
  )
  let folder: string
  let url: string
  let server: ChildProcess
  let bedrock: Awaited<ReturnType<typeof startBedrock>>

  test.beforeAll(async () => {
    bedrock = await startBedrock()
    folder = deployed()
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    server = spawn(process.execPath, ['apps/next-chat/server.js'], {
      cwd: folder,
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'production',
        HOSTNAME: '127.0.0.1',
        PORT: `${port}`,
        ...bedrock.environment,
      },
    })
    await expect(async () => expect((await fetch(url)).status).toBe(200)).toPass({ timeout: 30_000 })
  })

  test.afterAll(() => {
    server.kill()
    bedrock.process.kill()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const route of ['/api/chat', '/api/edge-chat'])
    test(`${route} streams an answer of a Bedrock that checks its key`, async ({ request }) => {
      const response = await request.post(url + route, { data: ask })
      expect(response.status()).toBe(200)
      expect(response.headers()['content-type']).toContain('text/event-stream')
      const events = await response.text()
      expect(events.match(/"text-delta"/g)?.length).toBeGreaterThan(1)
      expect(events).toContain('"finishReason":"stop"')
    })

  test('the page comes with its scripts, and says where it is', async ({ page }) => {
    await page.goto(url)
    await expect(page.getByTestId('place').first()).toContainText('us-east-1')
    const message = page.getByRole('textbox', { name: 'Message' })
    await message.fill('echo hydrated')
    await message.press('Enter')
    await expect(page.getByTestId('answer')).toContainText('hydrated')
    // Requests hold system prompts: in production nobody sees them unasked.
    await expect(page.getByRole('button', { name: 'Inspect the wire' })).toHaveCount(0)
  })
})
