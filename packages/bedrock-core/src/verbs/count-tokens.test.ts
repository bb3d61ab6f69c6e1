import { describe, expect, it, vi } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { generateText } from '../client/generate-text.ts'
import { auth, failureOf, modelOn } from '../client/test/fake-service.ts'
import { anyConverse } from '../converse/any-converse.ts'
import { faultsOf, present } from '../converse/test/service-model.ts'
import type { Fetch } from '../wire/http.ts'
import { countTokens } from './count-tokens.ts'
import { sentBody } from './test/numbers-family.ts'

const counting = (): ReturnType<typeof vi.fn<Fetch>> =>
  vi.fn<Fetch>(async () => Response.json({ inputTokens: 42 }, { headers: { 'x-amzn-requestid': 'request-1' } }))

const onConverse = (id: string, fetch: Fetch) =>
  createBedrock({ region: 'us-east-1', auth, fetch, families: [anyConverse()] })(id)

describe('countTokens', () => {
  it('sends the very body that generateText would, in base64', async () => {
    const fetch = vi.fn<Fetch>(async (url) =>
      Response.json(url.endsWith('/count-tokens') ? { inputTokens: 42 } : { text: '', stop: 'end_turn' }),
    )
    const prompt = { model: modelOn(fetch), prompt: 'Hi', options: { seed: 7 } }
    expect(await countTokens(prompt)).toMatchObject({ inputTokens: 42, response: { modelId: 'toy.one-v1:0' } })
    await generateText(prompt)
    const [counted, asked] = fetch.mock.calls.map(([url, init]) => ({ url, body: sentBody(init) }))
    expect(counted?.url).toBe('https://bedrock-runtime.us-east-1.amazonaws.com/model/toy.one-v1%3A0/count-tokens')
    const { input } = counted?.body ?? {}
    expect(input).toEqual({ invokeModel: { body: btoa(JSON.stringify(asked?.body)) } })
  })

  it.skipIf(!present)('sends of a Converse body what the service model lets it count', async () => {
    const fetch = counting()
    const model = onConverse('us.amazon.nova-pro-v1:0', fetch)
    const tools = { look: { description: 'Looks', inputSchema: { type: 'object' } } }
    await countTokens({
      model,
      system: 'Be brief.',
      prompt: 'Hi',
      tools,
      temperature: 0.1,
      topK: 3,
      serviceTier: 'flex',
    })
    const body = sentBody(fetch.mock.calls[0]?.[1] ?? {})
    expect(faultsOf(body, 'CountTokensRequest')).toEqual([])
    expect(Object.keys(Object(body['input'])['converse'])).toEqual([
      'messages',
      'system',
      'toolConfig',
      'additionalModelRequestFields',
    ])
  })

  it.each([
    ['us.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    ['us-gov.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    ['global.amazon.nova-2-lite-v1:0', 'amazon.nova-2-lite-v1:0'],
    ['xx.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    ['deepseek.v3.2', 'deepseek.v3.2'],
    ['us.deepseek.v3.2', 'deepseek.v3.2'],
    ['arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0'],
    [
      'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
      'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0',
    ],
  ])('of %s asks for %s', async (id, counted) => {
    const fetch = counting()
    await countTokens({ model: onConverse(id, fetch), prompt: 'Hi' })
    expect(decodeURIComponent(fetch.mock.calls[0]?.[0] ?? '')).toContain(`/model/${counted}/count-tokens`)
  })

  it('says unsupported where the model cannot count, and keeps other refusals', async () => {
    const refusing =
      (message: string): Fetch =>
      async () =>
        Response.json(
          { message },
          { status: 400, headers: { 'x-amzn-errortype': 'ValidationException', 'x-amzn-requestid': 'request-1' } },
        )
    const words = "The provided model doesn't support counting tokens."
    const cannot = await failureOf(countTokens({ model: modelOn(refusing(words)), prompt: 'Hi' }))
    expect(cannot).toMatchObject({ code: 'unsupported', status: 400, requestId: 'request-1' })
    const other = await failureOf(countTokens({ model: modelOn(refusing('tools.0: no')), prompt: 'Hi' }))
    expect(other.code).toBe('validation')
  })

  it('calls an answer without a count malformed', async () => {
    const model = modelOn(async () => Response.json({}))
    expect((await failureOf(countTokens({ model, prompt: 'Hi' }))).code).toBe('malformed')
  })
})
