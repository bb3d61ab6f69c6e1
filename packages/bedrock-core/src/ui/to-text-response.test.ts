import { expect, it } from 'vitest'
import * as z from 'zod'
import { streamText } from '../client/stream-text.ts'
import { frames, modelOn, streamed } from '../client/test/fake-service.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { streamObject } from '../object/stream-object.ts'
import { calls, forcedTool, formsModel } from '../object/test/forms-model.ts'
import { slowly } from './test/answers.ts'
import { toTextResponse } from './to-text-response.ts'

const ask = (pieces = frames, onCancel?: () => void, close = true) =>
  streamText({ model: modelOn(async () => streamed(pieces, onCancel, close)), prompt: 'Hi' })

it('is the text, as plain text that no proxy holds back', async () => {
  const response = toTextResponse(ask(), { headers: { 'x-own': '1' } })
  expect(await response.text()).toBe('Hello')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-own': '1',
  })
})

it('is the JSON of an object, whichever way it was asked for', async () => {
  const { model } = formsModel(forcedTool, calls(['{"a', '":1}']))
  const response = toTextResponse(streamObject({ model, prompt: 'Hi', schema: z.object({ a: z.number() }) }))
  expect(await response.json()).toEqual({ a: 1 })
})

it('gives what had come, breaks off, and tells the server why', async () => {
  const errors: unknown[] = []
  const reader = toTextResponse(ask(frames.slice(0, 2)), { onError: (error) => errors.push(error) }).body?.getReader()
  let text = ''
  const read = async (): Promise<void> => {
    for (let step = await reader?.read(); step?.value; step = await reader?.read())
      text += new TextDecoder().decode(step.value)
  }
  await expect(read()).rejects.toThrow('broke off')
  expect(text).toBe('Hello')
  expect(errors).toEqual([expect.objectContaining({ code: 'truncated' })])
})

it('ends the call when the browser leaves', async () => {
  let left = false
  const response = toTextResponse(ask(frames.slice(0, 1), () => (left = true), false))
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(left).toBe(true)
})

it('an answer that begins anew breaks off what was sent, and the server learns why', async () => {
  const errors: unknown[] = []
  const anew = new BedrockError('network', 'gone')
  const parts = [
    { type: 'text-delta', text: 'Half' },
    { type: 'restart', error: anew },
    { type: 'text-delta', text: 'Whole' },
  ]
  const reader = toTextResponse(slowly(parts), { onError: (error) => errors.push(error) }).body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('Half')
  await expect(reader?.read()).rejects.toThrow('broke off')
  expect(errors).toEqual([expect.objectContaining({ code: 'truncated', cause: anew })])
})
