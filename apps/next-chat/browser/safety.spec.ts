import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { isBuilt, type RunningApp, removed, shipped, startApp, startBedrock } from './standalone.ts'

const pages = ['/', '/object', '/playground', '/embeddings'] as const

/** What the server is given, and nobody else may have. The API key is added: the local Bedrock makes it. */
const given = {
  AWS_ACCESS_KEY_ID: 'AKIACANARY7QXW3M5B2Z',
  AWS_SECRET_ACCESS_KEY: 'canary-secret/Kd83hsl20dkwQmz91LsOpvXb4',
  AWS_SESSION_TOKEN: 'canary-session-IQoJb3JpZ2luX2VjE-9f0e',
  CHAT_SECRET: 'canary-seal-5b3f9c1e7a2d4860b9c8d7e6f5a4',
} as const

/** Names of variables that only a server reads. */
const names =
  /\b(?:AWS_[A-Z_]*(?:KEY|TOKEN|SECRET|PROFILE|REGION|URL|ARN|URI|FILE)[A-Z_]*|CHAT_SECRET|ALLOWED_HOSTS|RATE_LIMIT_PER_MINUTE|LOCAL_BEDROCK_\w+|BEDROCK_SIMULATED\w*|BEDROCK_MODEL_ID|WIRE_INSPECTOR)\b/

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile())

/** Each file with its size and the time of its last change. */
const statesIn = (folder: string): readonly string[] =>
  filesIn(folder).map((file) => {
    const { size, mtimeMs } = statSync(file)
    return `${file} ${size} ${mtimeMs}`
  })

/** Speaks, searches, fills and plays on every page, going from one to the next by its links. */
const useEverything = async (page: Page, url: string): Promise<void> => {
  await page.goto(url)
  const message = page.getByRole('textbox', { name: 'Message' })
  const texts = ['markdown, please', 'What is the weather in Lisbon?', 'fail midway']
  for (const [at, text] of texts.entries()) {
    await message.fill(text)
    await message.press('Enter')
    await expect(page.getByTestId('answer')).toHaveCount(at + 1)
    await expect(page.getByRole('button', { name: 'Stop' })).toBeHidden()
  }
  await page.getByRole('button', { name: 'Inspect the wire' }).first().click()
  await expect(page.getByTestId('frames')).toBeAttached()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Object' }).click()
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
  await page.getByRole('link', { name: 'Playground' }).click()
  await page.getByRole('button', { name: /^Ask/ }).click()
  await expect(page.getByText('First word')).toHaveCount(3)
  await page.getByRole('link', { name: 'Embeddings' }).click()
  await page.getByRole('button', { name: /^Search/ }).click()
  await expect(page.getByRole('region', { name: 'Reranked' })).toBeVisible()
  for (const path of pages) await page.goto(url + path)
}

test.describe('a server that holds secrets', () => {
  test.skip(!isBuilt(), 'The build made no standalone output: BUILD_STANDALONE=1 asks for it.')
  test.slow()
  let folder: string
  let app: RunningApp
  let bedrock: Awaited<ReturnType<typeof startBedrock>>
  let secrets: readonly string[]

  test.beforeAll(async () => {
    bedrock = await startBedrock()
    folder = shipped()
    app = await startApp(folder, { ...given, ...bedrock.environment, WIRE_INSPECTOR: '1' })
    secrets = [...Object.values(given), bedrock.environment['AWS_BEARER_TOKEN_BEDROCK'] ?? '']
    expect(secrets.every((secret) => secret.length > 15)).toBe(true)
  })
  test.afterAll(async () => {
    await app.stop()
    bedrock.stop()
    removed(folder)
  })

  const leaksIn = (text: string): readonly string[] => secrets.filter((secret) => text.includes(secret))

  test('gives none of them away: not in any script of the build, nor in anything that it serves', async ({ page }) => {
    const scripts = filesIn(join(folder, 'srv/apps/next-chat/.next/static'))
    expect(scripts.filter((file) => file.endsWith('.js')).length).toBeGreaterThan(10)
    for (const file of scripts) {
      const text = readFileSync(file, 'latin1')
      expect(leaksIn(text), file).toEqual([])
      expect(names.exec(text)?.[0], file).toBeUndefined()
    }
    const served: Promise<{ readonly url: string; readonly text: string }>[] = []
    page.on('response', (response) => {
      const headers = JSON.stringify(response.headers())
      const text = response.text().catch(() => '')
      served.push(text.then((body) => ({ url: response.url(), text: `${headers}\n${body}` })))
    })
    await useEverything(page, app.url)
    const all = await Promise.all(served)
    const kinds = [
      /\/api\/chat$/,
      /\/api\/wire\//,
      /\/api\/search$/,
      /\/api\/object$/,
      /\/api\/playground$/,
      /_rsc=/,
      /\.js$/,
    ]
    for (const kind of kinds)
      expect(
        all.some(({ url, text }) => kind.test(url) && text.length > 200),
        `${kind}`,
      ).toBe(true)
    for (const { url, text } of all) {
      expect(leaksIn(text), url).toEqual([])
      expect(names.exec(text)?.[0], url).toBeUndefined()
    }
    expect(leaksIn(app.log())).toEqual([])
  })

  test('keeps what is sent to it in memory: files, documents and prompts are nowhere on its disk', async ({ page }) => {
    const before = new Set(statesIn(folder))
    await page.goto(app.url)
    const marker = 'canary-upload-0d9b6e'
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    await page.getByTestId('files').setInputFiles([
      { name: `${marker}.png`, mimeType: 'image/png', buffer: Buffer.from(png, 'base64') },
      { name: `${marker}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`${marker} `.repeat(50_000)) },
    ])
    await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(2)
    const message = page.getByRole('textbox', { name: 'Message' })
    await message.fill('echo got it')
    await message.press('Enter')
    await expect(page.getByTestId('answer')).toContainText('got it')
    // Next keeps its own answer to who asks for the icon.
    const written = statesIn(folder).filter((file) => !before.has(file) && !/route-cache\/.*icon\.svg\./.test(file))
    expect(written).toEqual([])
  })
})

test('each page has a policy with a nonce of its own, and a script that was put into it does not run', async ({
  page,
}) => {
  const nonces = new Set<string>()
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue()
    const response = await route.fetch()
    const policy = response.headers()['content-security-policy'] ?? ''
    nonces.add(/script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1] ?? '')
    expect(policy).not.toMatch(/script-src [^;]*'unsafe-(?:inline|eval)'/)
    const put = `<script>window.ran = 'inline'</script><script src="/injected.js"></script><img src="data:," onerror="window.ran = 'handler'"><base href="https://evil.example/">`
    const body = (await response.text()).replace(/<body[^>]*>/, (tag) => tag + put)
    await route.fulfill({ response, body })
  })
  await page.route('**/injected.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'window.ran = "file"' }),
  )
  await page.addInitScript(() => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective))
    Object.assign(window, { breaches: seen })
  })
  for (const path of pages) {
    await page.goto(path)
    await expect(page.getByRole('link', { name: 'Playground' })).toBeVisible()
    const breaches = () => page.evaluate(() => Reflect.get(window, 'breaches') as readonly string[])
    await expect.poll(breaches).toEqual(expect.arrayContaining(['script-src-elem', 'script-src-attr', 'base-uri']))
    expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
    const went = await page.evaluate(() =>
      fetch('https://evil.example/').then(
        () => 'went',
        () => 'refused',
      ),
    )
    expect(went).toBe('refused')
  }
  expect(nonces.size).toBe(pages.length)
  expect(nonces).not.toContain('')
})

test('no image of a model’s Markdown is fetched, in whatever form it is written', async ({ page }) => {
  let asked = 0
  const elsewhere = createServer((_request, response) => {
    asked += 1
    response.end()
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  const address = elsewhere.address()
  const at = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  const outside: string[] = []
  page.on('request', (request) => {
    if (request.url().includes(at)) outside.push(request.url())
  })
  await page.goto('/')
  const message = page.getByRole('textbox', { name: 'Message' })
  const forms = [
    `![a](http://${at}/inline.png?secret)`,
    `![b](//${at}/scheme.png)`,
    `![c][ref]`,
    `[![d](http://${at}/linked.png)](http://${at}/)`,
    `<img src="http://${at}/html.png"><video poster="http://${at}/poster.png"></video>`,
    `<div style="background: url(http://${at}/style.png)">e</div>`,
    `<svg><image href="http://${at}/svg.png" /></svg>`,
    `<link rel="stylesheet" href="http://${at}/a.css"><iframe src="http://${at}/frame"></iframe>`,
    `\`\`\`mermaid\ngraph TD; A["<img src='http://${at}/mermaid.png'>"]\n\`\`\``,
    `\n[ref]: http://${at}/reference.png`,
  ]
  await message.fill(`echo ${forms.join('\n\n')}\n\nthe end`)
  await message.press('Enter')
  await expect(page.getByTestId('answer')).toContainText('the end')
  await page.waitForLoadState('networkidle')
  await page.reload()
  await expect(page.getByTestId('answer')).toContainText('the end')
  await page.waitForLoadState('networkidle')
  elsewhere.close()
  expect([asked, outside]).toEqual([0, []])
  await expect(page.getByTestId('answer').locator('img, iframe, video, link, image')).toHaveCount(0)
})
