import { expect, test as plain } from '@playwright/test'
import { findings, overflow } from './findings.ts'
import { watched } from './page.ts'

const test = plain.extend<{ seen: undefined }>({
  seen: [
    async ({ page }, use) => {
      const complain = watched(page)
      await page.goto('/playground')
      await use(undefined)
      complain()
    },
    { auto: true },
  ],
})

const formats = async (page: import('@playwright/test').Page) =>
  (await page.getByTestId('plan').allTextContents()).map((text) => /messages|chat|native|converse/.exec(text)?.[0])

test('the request of each model is planned before anything is sent, native or by Converse', async ({ page }) => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/playground')) sent.push(request.url())
  })
  await expect(page.getByTestId('plan')).toHaveCount(3)
  expect(new Set(await formats(page)).size).toBeGreaterThan(1)
  await page.getByText('converse', { exact: true }).first().click()
  await expect.poll(() => formats(page)).toEqual(['converse', 'converse', 'converse'])
  const first = page.getByTestId('plan').first()
  await first.getByText('Request').click()
  await expect(first).toContainText('/converse-stream')
  await page.getByRole('checkbox', { name: 'Cache the prompt' }).check()
  await page.getByRole('checkbox', { name: 'Offer a tool' }).check()
  await expect(first).toContainText('weather')
  expect(sent).toEqual([])
})

test('up to four models answer side by side, each with tokens, time and cost', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a model' }).click()
  await expect(page.getByRole('button', { name: 'Add a model' })).toBeHidden()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('echo side by side')
  await page.getByRole('textbox', { name: 'Prompt' }).press('Control+Enter')
  const outputs = page.getByTestId('output')
  await expect(outputs).toHaveCount(4)
  for (const at of [0, 1, 2, 3]) await expect(outputs.nth(at)).toContainText('side by side')
  await expect(page.getByText('First word')).toHaveCount(4)
  await expect(page.getByText(/^\$0/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Inspect the wire' }).first().click()
  await expect(page.getByTestId('wire')).toContainText('200 · complete')
})

test('four models each have a plan beside them, and a switch for all of them that the wire obeys', async ({ page }) => {
  await page.getByRole('button', { name: 'Add a model' }).click()
  await expect(page.getByTestId('plan')).toHaveCount(4)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('echo by the wire')
  for (const [via, forms, operation] of [
    ['native', /^(messages|chat|native)$/, 'invoke-with-response-stream'],
    ['converse', /^converse$/, 'converse-stream'],
  ] as const) {
    await page.getByText(via, { exact: true }).first().click()
    await expect
      .poll(async () => (await formats(page)).map((form) => forms.test(form ?? '')))
      .toEqual([true, true, true, true])
    for (const plan of await page.getByTestId('plan').all()) {
      await plan.getByText('Request').click()
      await expect(plan).toContainText(`/${operation}`)
      await expect(plan).toContainText('echo by the wire')
    }
    await page.getByRole('button', { name: 'Ask 4 models' }).click()
    const wires = page.getByRole('button', { name: 'Inspect the wire' })
    await expect(page.getByText('First word')).toHaveCount(4)
    await expect(wires).toHaveCount(4)
    await wires.last().click()
    await expect(page.getByTestId('wire')).toContainText(`/${operation}`)
    await page.keyboard.press('Escape')
    for (const plan of await page.getByTestId('plan').all()) await plan.getByText('Request').click()
  }
})

test('what a form cannot carry is refused by name before sending', async ({ page }) => {
  await page.getByRole('radio', { name: 'native' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'Offer a tool' }).check()
  await expect(page.getByTestId('refused').first()).toContainText('Not sent.')
})

test('answers can be stopped, and a model be changed and removed', async ({ page }) => {
  let asked = 0
  page.on('request', (request) => {
    if (request.url().endsWith('/api/playground')) asked += 1
  })
  await page.getByRole('textbox', { name: 'Prompt' }).fill('tell me a long story')
  await page.getByRole('button', { name: 'Ask 3 models' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('button', { name: 'Ask 3 models' })).toBeVisible()
  expect(asked).toBe(3)
  await page.getByRole('combobox', { name: 'Model' }).first().selectOption({ label: 'Claude Haiku 4.5' })
  await expect(page.getByRole('region', { name: 'Claude Haiku 4.5' })).toContainText('No answer yet.')
  await page.getByRole('button', { name: 'Remove Claude Haiku 4.5' }).click()
  await expect(page.getByTestId('output')).toHaveCount(2)
})

test('a model that is not on the list is not asked', async ({ request }) => {
  const data = { model: 'amazon.nova-pro-v1:0', prompt: 'hello' }
  expect((await request.post('/api/playground', { data })).status()).toBe(400)
  const plan = { models: ['a', 'b', 'c', 'd', 'e'], prompt: 'hello' }
  expect((await request.post('/api/playground/plan', { data: plan })).status()).toBe(400)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing, and nothing is wider than a phone: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
    await page.setViewportSize({ width: 360, height: 740 })
    await expect(page.getByTestId('plan')).toHaveCount(3)
    expect(await findings(page)).toEqual([])
    await page.getByTestId('plan').first().getByText('Request').click()
    await page.getByRole('button', { name: 'Ask 3 models' }).click()
    await expect(page.getByText('First word')).toHaveCount(3)
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })
