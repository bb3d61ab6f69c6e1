import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { startApp } from './own-app.ts'
import { expect, test } from './page.ts'

const numberIn = (text: string | null, pattern: RegExp): number =>
  Number(pattern.exec(text ?? '')?.[1]?.replaceAll(',', ''))

test('each answer tells its time, tokens, prompt cache and cost, and the conversation their sums', async ({
  chat,
  page,
}) => {
  // The script's cache forgets nothing: what was never said is written.
  await chat.send(`echo one ${randomUUID()}`)
  await chat.settled()
  await expect(chat.answer).toContainText('written to cache')
  await chat.send(`echo two ${randomUUID()}`)
  await chat.settled()
  await expect(chat.answer).toContainText('read from cache')
  const footers = await page.getByTestId('answer').locator('footer').allTextContents()
  expect(footers).toHaveLength(2)
  for (const footer of footers) expect(footer).toMatch(/\d\.\d s · first word after \d\.\d s · .*≈ \$\d/)
  const sum = (pattern: RegExp): number =>
    footers.reduce((total, footer) => total + (numberIn(footer, pattern) || 0), 0)

  await page.getByRole('button', { name: 'Usage and export' }).click()
  const rows = Object.fromEntries(
    await page
      .getByRole('dialog')
      .locator('dl > div')
      .evaluateAll((all) =>
        all.map((row) => [row.querySelector('dt')?.textContent, row.querySelector('dd')?.textContent]),
      ),
  )
  expect(rows['Answers']).toBe('2')
  for (const [name, pattern] of [
    ['Tokens in', /([\d,]+) tokens in/],
    ['Tokens out', /([\d,]+) out/],
    ['Read from the prompt cache', /([\d,]+) read from cache/],
    ['Written to the prompt cache', /([\d,]+) written to cache/],
  ] as const) {
    expect(sum(pattern), name).toBeGreaterThan(0)
    expect(numberIn(rows[name], /^([\d,]+)/), name).toBe(sum(pattern))
  }
  expect(rows['Time spent answering']).toMatch(/^\d+\.\d s$/)
  expect(rows['Estimated cost']).toMatch(/^≈ \$0\.\d+$/)
})

test('a conversation is taken along as Markdown and as JSON', async ({ chat, page }) => {
  await chat.send('echo the Loire is *long*')
  await chat.settled()
  await page.getByRole('button', { name: 'Usage and export' }).click()
  const exported = async (name: string): Promise<string> => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    return readFile(await (await download).path(), 'utf8')
  }
  expect(await exported('Markdown')).toMatch(
    /^# echo the Loire.*\n\n## You\n\n.*\n\n## .*claude.*\n\nthe Loire is \*long\*$/s,
  )
  const { title, messages } = JSON.parse(await exported('JSON'))
  expect(title).toContain('Loire')
  expect(messages.map(({ role }: { role: string }) => role)).toEqual(['user', 'assistant'])
  expect(messages[1].metadata.usage.outputTokens).toBeGreaterThan(0)
})

test('an answer that is asked for again keeps the one before, and both can be gone to', async ({ chat, page }) => {
  await chat.send('which model is this, by request id?')
  await chat.settled()
  const first = await chat.answer.locator('code').allTextContents()
  await page.getByRole('button', { name: 'Answer again' }).click()
  await expect(page.getByTestId('branches')).toContainText('2/2')
  await chat.settled()
  const second = await chat.answer.locator('code').allTextContents()
  expect(second).not.toEqual(first)
  await page.getByRole('button', { name: 'Previous version' }).click()
  await expect(page.getByTestId('branches')).toContainText('1/2')
  expect(await chat.answer.locator('code').allTextContents()).toEqual(first)
  await page.getByRole('button', { name: 'Next version' }).click()
  await expect.poll(() => chat.answer.locator('code').allTextContents()).toEqual(second)
  await page.reload()
  await expect(page.getByTestId('branches')).toContainText('2/2')
})

test('what was changed before a question went out is told beside its answer', async ({ chat, page }) => {
  await page.getByRole('button', { name: /^Model:/ }).click()
  await page.getByPlaceholder('Search by name, id or capability').fill('llama 3.3')
  await page.keyboard.press('Enter')
  await page.getByTestId('files').setInputFiles({
    name: 'notes: part_1.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('The Loire is long.'),
  })
  await expect(page.getByRole('list', { name: 'Attachments' }).getByRole('listitem')).toHaveCount(1)
  await chat.send('echo with notes')
  await chat.settled()
  await expect(chat.answer.getByRole('list', { name: 'Notices' })).toContainText('document renamed')
})

test('what the server passed over of its environment is told on the empty page', async ({ page }) => {
  const app = await startApp({ AWS_ACCESS_KEY_ID: 'AKIAHALFAPAIR' })
  try {
    await page.goto(app.url)
    await expect(page.getByRole('list', { name: 'Notices' })).toContainText('AWS_SECRET_ACCESS_KEY')
  } finally {
    app.stop()
  }
})
