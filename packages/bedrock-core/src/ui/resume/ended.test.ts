import { expect, test } from 'vitest'
import { memoryStreamStore } from './memory-stream-store.ts'
import { resumeUIResponse } from './resume-ui-response.ts'

const stream = { chatId: 'c', streamId: 's' }
const events = ['{"type":"start"}', '{"type":"finish"}', '[DONE]']

const ended = async () => {
  const store = memoryStreamStore()
  await store.open(stream)
  await store.append(stream, 1, events, true)
  return (seen?: string): Promise<Response> =>
    resumeUIResponse(
      new Request(
        'https://chat.example/api/chat/c/stream',
        seen === undefined ? {} : { headers: { 'last-event-id': seen } },
      ),
      { store, chatId: 'c' },
    )
}

const dataOf = async (response: Response): Promise<string[]> =>
  [...(await response.text()).matchAll(/^data: (.*)$/gm)].map(([, data = '']) => data)

test('an answer that has ended is told to whoever knows its stream, from its beginning or behind what was seen', async () => {
  const ask = await ended()
  expect(await dataOf(await ask('s:0'))).toEqual(events)
  expect(await dataOf(await ask('s:1'))).toEqual(events.slice(1))
})

test.each([undefined, 's:3', 's:4', 't:0', 's:', ':0', 's:-1'])('and to nobody else: %j', async (seen) => {
  expect((await (await ended())(seen)).status).toBe(204)
})

test('one that ended before its first event has nothing to tell', async () => {
  const store = memoryStreamStore()
  await store.open(stream)
  await store.append(stream, 1, [], true)
  const request = new Request('https://chat.example/', { headers: { 'last-event-id': 's:0' } })
  expect((await resumeUIResponse(request, { store, chatId: 'c' })).status).toBe(204)
})
