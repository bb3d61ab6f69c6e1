import { readFile } from 'node:fs/promises'
import { expect, longStory, test } from './page.ts'

test('conversations stay after a reload, are found, renamed, exported, deleted and brought back', async ({
  chat,
  page,
}) => {
  await chat.send('echo the Loire is long')
  await chat.settled()
  await page.reload()
  await expect(chat.answer).toContainText('the Loire is long')
  await page.getByRole('link', { name: 'New conversation' }).click()
  await expect(page.getByTestId('answer')).toHaveCount(0)
  await chat.send('echo the Rhine is wide')
  await chat.settled()
  const list = page.getByRole('region', { name: 'Conversations' })
  const rows = list.getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await list.getByRole('searchbox').fill('loire long')
  await expect(rows).toHaveCount(1)
  await rows.getByRole('link').click()
  await expect(chat.answer).toContainText('the Loire is long')
  await list.getByRole('button', { name: /^Rename/ }).click()
  await list.getByRole('textbox', { name: 'Title' }).fill('Rivers, loire long')
  await page.keyboard.press('Enter')
  await expect(rows).toContainText('Rivers, loire long')
  await page.getByRole('button', { name: 'Usage and export' }).click()
  await expect(page.getByRole('dialog')).toContainText('Tokens out')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Markdown' }).click()
  expect(await readFile(await (await download).path(), 'utf8')).toContain('the Loire is long')
  await page.keyboard.press('Escape')
  await list.getByRole('button', { name: /^Delete/ }).click()
  await expect(rows.getByRole('link')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows.getByRole('link')).toHaveCount(1)
})

test('a page that is loaded anew takes up the answer in progress', async ({ chat, page }) => {
  await chat.send(longStory)
  await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(100)
  const before = await chat.text()
  await page.reload()
  await expect(chat.stop).toBeVisible()
  await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(before.length)
  await chat.stop.click()
  await expect(chat.answer.getByText('Stopped')).toBeVisible()
})

test('whoever comes back to a conversation that began on this page finds it, and its answer has gone on', async ({
  chat,
  page,
}) => {
  const rows = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem')
  await chat.send('echo the Loire is long')
  await chat.settled()
  await page.getByRole('link', { name: 'New conversation' }).click()
  await chat.send(longStory)
  await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(60)
  const before = await chat.text()
  await rows.getByRole('link', { name: /Loire/ }).click()
  await expect(chat.answer).toContainText('the Loire is long')
  await expect(chat.stop).toBeHidden()
  await rows.getByRole('link', { name: /story/ }).click()
  await expect(chat.stop).toBeVisible()
  await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(before.length)
  await page.getByRole('link', { name: 'Playground' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Playground' })).toBeVisible()
  await rows.getByRole('link', { name: /story/ }).click()
  await chat.stop.click()
  await expect(chat.answer.getByText('Stopped')).toBeVisible()
  await expect(page.getByTestId('answer')).toHaveCount(1)
})

test('an answer that ends while another conversation is looked at is kept', async ({ chat, page }) => {
  const rows = page.getByRole('region', { name: 'Conversations' }).getByRole('listitem')
  await chat.send('echo the Loire is long')
  await chat.settled()
  await page.getByRole('link', { name: 'New conversation' }).click()
  const asked = page.waitForRequest('**/api/chat')
  await chat.send('a tour of markdown')
  await expect.poll(() => chat.text()).toContain('A tour of Markdown')
  await rows.getByRole('link', { name: /Loire/ }).click()
  await expect(chat.answer).toContainText('the Loire is long')
  // Whoever takes it up has read it when it has ended.
  const { id } = (await asked).postDataJSON()
  await page.request.get(`/api/chat/${id}/stream`)
  await rows.getByRole('link', { name: /tour/ }).click()
  await expect(chat.answer).toContainText('That is the end of the tour.')
  await expect(chat.answer).toContainText('tokens in')
  await page.reload()
  await expect(chat.answer).toContainText('That is the end of the tour.')
})

test('the route refuses other names, other sites and models that are not offered', async ({ request }) => {
  const data = { messages: [{ id: 'a', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }] }
  const status = async (headers: Record<string, string>, more: object = {}) =>
    (await request.post('/api/chat', { data: { ...data, ...more }, headers })).status()
  expect(await status({ host: 'evil.example' })).toBe(403)
  expect(await status({ origin: 'https://evil.example' })).toBe(403)
  expect(await status({}, { model: 'us.amazon.nova-pro-v1:0' })).toBe(400)
})
