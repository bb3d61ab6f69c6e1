import { expect, test } from './page.ts'
import { startPatientApp } from './patient-app.ts'

const question = 'Compare the weather in Lisbon and Oslo, then use the calculator for (20 - 12) * 2, then tell me'

test('three steps with parallel tools come as one streamed answer of one request', async ({ chat }) => {
  const app = await startPatientApp()
  try {
    const requests: string[] = []
    chat.page.on('request', (request) => {
      if (request.method() === 'POST') requests.push(request.url())
    })
    await chat.page.goto(app.url)
    await chat.send(question)
    const cards = chat.answer.getByTestId('tool')
    // The first step is seen, and can be stopped, before the second; the second before the last.
    for (const count of [2, 3]) {
      await expect(cards.getByText('Done')).toHaveCount(count)
      await expect(cards).toHaveCount(count)
      await expect(chat.stop).toBeVisible()
      await expect(chat.answer).not.toContainText('Here is what came back')
      app.goOn()
    }
    await chat.settled()
    for (const [at, words] of ['Lisbon', 'Oslo', '16'].entries()) {
      await cards.nth(at).getByRole('button').click()
      await expect(cards.nth(at)).toContainText(words)
    }
    await expect(chat.answer).toContainText('Here is what came back')
    await expect(chat.page.getByTestId('answer')).toHaveCount(1)
    expect(requests).toHaveLength(1)
  } finally {
    app.stop()
  }
})

test('what tools gave goes into the next question, and only as it was given', async ({ chat }) => {
  await chat.send('What is the weather in Lisbon?')
  await chat.settled()
  await chat.send('echo thank you')
  await chat.settled()
  await expect(chat.answer).toContainText('thank you')
  const statuses: number[] = []
  await chat.page.route('**/api/chat', async (route) => {
    const body = route.request().postData() ?? ''
    const response = await route.fetch({ postData: body.replace('example data', 'sworn testimony') })
    statuses.push(response.status())
    await route.fulfill({ response })
  })
  chat.expectedErrors.push(/status of 400/)
  await chat.send('echo once more')
  await expect(chat.page.getByTestId('problem')).toBeVisible()
  expect(statuses).toEqual([400])
})

test('a tool that fails says so, and the answer goes on', async ({ chat }) => {
  await chat.send('Use the calculator for 1 / (2 - ) please')
  await chat.settled()
  await expect(chat.answer.getByTestId('tool')).toContainText('Failed')
  await expect(chat.answer).toContainText('Here is what came back')
})

for (const [button, state, words] of [
  ['Allow', 'Done', 'Reminder noted'],
  ['Deny', 'Denied', 'The user refused this tool call'],
] as const)
  test(`a tool that must be approved waits for ${button}, and the same answer goes on`, async ({ chat }) => {
    await chat.send('Set a reminder to water the plants')
    const card = chat.answer.getByTestId('tool')
    await expect(card).toContainText('Waiting for approval')
    await card.getByRole('button', { name: button }).click()
    await expect(card).toContainText(state)
    await chat.settled()
    await expect(chat.answer).toContainText(words)
    await expect(chat.page.getByTestId('answer')).toHaveCount(1)
    await chat.send('echo and on')
    await chat.settled()
    await expect(chat.answer).toContainText('and on')
  })
