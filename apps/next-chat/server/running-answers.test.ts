import { expect, test } from 'vitest'
import { createRunningAnswers } from './running-answers.ts'

const source = () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, undefined, { highWaterMark: 9 })
  const writer = writable.getWriter()
  return {
    response: new Response(readable, { headers: { 'x-kind': 'answer' } }),
    say: async (text: string) => writer.write(new TextEncoder().encode(text)),
    end: async () => writer.close(),
  }
}

test('an answer goes on without its reader, and another has it from its beginning', async () => {
  const answers = createRunningAnswers()
  const { response, say, end } = source()
  const abort = new AbortController()
  const first = answers.run('chat', 's1', abort, response)
  expect(first.headers.get('x-kind')).toBe('answer')
  const reader = first.body?.getReader()
  await say('one ')
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one ')
  await reader?.cancel()
  await say('two ')
  const second = new Response(answers.follow('chat')).text()
  await say('three')
  await end()
  expect(await second).toBe('one two three')
  expect(abort.signal.aborted).toBe(false)
  expect(answers.follow('chat')).toBeUndefined()
  expect(answers.follow('another')).toBeUndefined()
})

test('stopping ends the stream that is named, and no other', () => {
  const answers = createRunningAnswers()
  const abort = new AbortController()
  answers.run('chat', 's1', abort, source().response)
  answers.stop('chat', 'older')
  answers.stop('another')
  expect(abort.signal.aborted).toBe(false)
  answers.stop('chat', 's1')
  expect(abort.signal.aborted).toBe(true)
})

test('a newer question to the same chat ends the older answer', () => {
  const answers = createRunningAnswers()
  const older = new AbortController()
  answers.run('chat', 's1', older, source().response)
  answers.run('chat', 's2', new AbortController(), source().response)
  expect(older.signal.aborted).toBe(true)
})
