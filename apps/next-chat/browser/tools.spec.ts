import { expect, test } from './page.ts'

const question = 'Compare the weather in Lisbon and Oslo, then use the calculator for (20 - 12) * 2, then tell me'

test('three steps with parallel tools come as one streamed answer of one request', async ({ chat }) => {
  const requests: string[] = []
  chat.page.on('request', (request) => {
    if (request.method() === 'POST') requests.push(request.url())
  })
  const counts = await chat.page.evaluateHandle(() => {
    const seen = new Set<number>()
    const look = () => seen.add(document.querySelectorAll('[data-testid=tool]').length)
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
    return seen
  })
  await chat.send(question)
  const cards = chat.answer.getByTestId('tool')
  await expect(cards).toHaveCount(3)
  await chat.settled()
  // The first step is seen before the second; what comes within one frame is shown at once.
  expect(await counts.evaluate((seen) => [...seen])).toContain(2)
  await expect(cards.getByText('Done')).toHaveCount(3)
  for (const [at, words] of ['Lisbon', 'Oslo', '16'].entries()) {
    await cards.nth(at).getByRole('button').click()
    await expect(cards.nth(at)).toContainText(words)
  }
  await expect(chat.answer).toContainText('Here is what came back')
  await expect(chat.page.getByTestId('answer')).toHaveCount(1)
  expect(requests).toHaveLength(1)
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
