import { describe, expect, it, vi } from 'vitest'
import { generateText } from '../client/generate-text.ts'
import { streamText } from '../client/stream-text.ts'
import { failureOf, frames, modelOn, streamed } from '../client/test/fake-service.ts'
import type { Fetch } from '../wire/http.ts'
import { profileRepair } from './profile-repair.ts'

/** As recorded. */
const message =
  'Invocation of model ID toy.one-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.'

const service = () =>
  vi.fn<Fetch>(async (url) => {
    if (!url.includes('/us.'))
      return Response.json({ message }, { status: 400, headers: { 'x-amzn-errortype': 'ValidationException' } })
    return url.endsWith('-stream') ? streamed(frames) : Response.json({ text: 'Hello', stop: 'end_turn' })
  })
const profileOf = vi.fn((bareId: string, region: string) => (region === 'us-east-1' ? `us.${bareId}` : undefined))

describe('profileRepair', () => {
  it('asks the profile once, tells so, and remembers it', async () => {
    const fetch = service()
    const model = modelOn(fetch, { around: [profileRepair(profileOf)] })
    const first = await streamText({ model, prompt: 'Hi' }).result
    const second = await generateText({ model, prompt: 'Hi' })
    for (const { text, warnings, response } of [first, second]) {
      expect(text).toBe('Hello')
      expect(warnings).toMatchObject([{ code: 'profile-used', message: expect.stringContaining('"us.toy.one-v1:0"') }])
      expect(response.modelId).toBe('us.toy.one-v1:0')
    }
    expect(fetch).toHaveBeenCalledTimes(3)
    expect(profileOf).toHaveBeenCalledWith('toy.one-v1:0', 'us-east-1')
  })

  it('leaves the refusal as it is where no profile is known, and other refusals anyway', async () => {
    const fetch = service()
    const unknown = modelOn(fetch, { around: [profileRepair(() => undefined)] })
    const error = await failureOf(generateText({ model: unknown, prompt: 'Hi' }))
    expect(error).toMatchObject({ code: 'validation', status: 400 })
    expect(error.message).toMatch(/put "us\.", "eu\.",/)
    expect(fetch).toHaveBeenCalledTimes(1)
    const refusing = vi.fn<Fetch>(async () => Response.json({ message: 'No.' }, { status: 400 }))
    const model = modelOn(refusing, { around: [profileRepair(profileOf)] })
    expect(await failureOf(generateText({ model, prompt: 'Hi' }))).toMatchObject({ code: 'validation' })
    expect(refusing).toHaveBeenCalledTimes(1)
  })
})
