import { expect, test as plain } from '@playwright/test'
import { findings, overflow } from './findings.ts'
import { watched } from './page.ts'

const test = plain.extend<{ seen: undefined }>({
  seen: [
    async ({ page }, use) => {
      const complain = watched(page)
      await page.goto('/object')
      await use(undefined)
      complain()
    },
    { auto: true },
  ],
})

/** Long enough an answer that a slow machine, too, sees it grow. */
const names = Array.from({ length: 70 }, (_, at) => `field_${at + 1}`)
const long = JSON.stringify({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
})

test('the form fills field by field while the object streams', async ({ page }) => {
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(long)
  const sizes = await page.evaluateHandle(() => {
    const seen = new Set<number>()
    const look = () => {
      const controls = [...document.querySelectorAll<HTMLTextAreaElement>('[aria-label=Result] textarea')]
      seen.add(controls.reduce((sum, { value }) => sum + value.length, 0))
      requestAnimationFrame(look)
    }
    look()
    return seen
  })
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
  expect(await sizes.evaluate((seen) => seen.size)).toBeGreaterThan(5)
  for (const name of ['Field 1', 'Field 70'])
    await expect(page.getByRole('textbox', { name, exact: true })).not.toHaveValue('')
})

test('a form that is filled is the user’s', async ({ page }) => {
  const title = page.getByRole('textbox', { name: /^Title/ })
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
  await expect(title).not.toHaveValue('')
  await expect(page.getByRole('combobox', { name: 'Difficulty' })).toHaveValue(/easy|medium|hard/)
  await title.fill('Mine')
  await expect(page.getByRole('group', { name: /^Ingredients \d/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Value as JSON' })).toContainText('"title": "Mine"')
})

test('a field that is added to the schema is in the form, and is filled', async ({ page }) => {
  const schema = {
    type: 'object',
    properties: { motto: { type: 'string' }, year: { type: 'integer' } },
    required: ['motto', 'year'],
  }
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(JSON.stringify(schema))
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
  await expect(page.getByRole('textbox', { name: 'Motto' })).not.toHaveValue('')
  await expect(page.getByRole('spinbutton', { name: 'Year' })).toHaveValue(/^\d+$/)
  await page.getByRole('button', { name: 'Inspect the wire' }).click()
  await expect(page.getByRole('region', { name: 'Request body' })).toContainText('motto')
})

test('what is wrong with a schema is said in its place, and nothing is sent', async ({ page }) => {
  const editor = page.getByRole('textbox', { name: 'JSON Schema' })
  const fill = page.getByRole('button', { name: 'Fill the form' })
  const issues = page.locator('#schema-issues')
  await editor.fill('{\n  "type": "object",\n  "properties": {\n    "a": { "type": "strin" }\n  }\n}')
  await expect(editor).toHaveAttribute('aria-invalid', 'true')
  await expect(issues).toContainText('Line 4: schema.a.type is "strin"')
  await expect(fill).toBeDisabled()
  await issues.getByRole('button', { name: 'Line 4' }).click()
  await expect(editor).toBeFocused()
  const chosen = () =>
    editor.evaluate((field) =>
      field instanceof HTMLTextAreaElement ? field.value.slice(field.selectionStart, field.selectionEnd) : '',
    )
  expect(await chosen()).toBe('    "a": { "type": "strin" }')
  await page.keyboard.type('    "a": { "type": "string" }')
  await expect(issues).toContainText('A form can be made of it.')
  await expect(page.getByRole('textbox', { name: 'A', exact: true })).toBeVisible()
  await editor.fill('{\n  "type": "object"\n  "properties": {}\n}')
  await expect(issues).toContainText('Line 2: A "," or "}" is missing.')
  await expect(fill).toBeDisabled()
})

test('an object in progress can be stopped, which ends its request', async ({ page }) => {
  // A server that never answers, so that there is time to stop.
  await page.route('**/api/object', () => {})
  const left = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/object'))
  await page.getByRole('button', { name: 'Fill the form' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  expect((await left).failure()?.errorText).toContain('ABORTED')
  await expect(page.getByRole('button', { name: 'Fill the form' })).toBeEnabled()
})

test('the route refuses what is no question', async ({ request }) => {
  const post = (data: unknown) => request.post('/api/object', { data })
  expect((await post({ prompt: '', schema: {} })).status()).toBe(400)
  expect((await post({ prompt: 'a', schema: { type: 'string' } })).status()).toBe(400)
  expect((await post({ prompt: 'a'.repeat(5_000), schema: {} })).status()).toBe(400)
  expect((await post({ prompt: 'a', schema: { x: 'y'.repeat(70_000) } })).status()).toBe(413)
  expect((await request.post('/api/object', { data: 'a', headers: { 'content-type': 'text/plain' } })).status()).toBe(
    415,
  )
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing, and nothing is wider than a phone: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Fill the form' }).click()
    await expect(page.getByTestId('object-status')).toHaveText(/^Filled in/)
    expect(await findings(page)).toEqual([])
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  })
