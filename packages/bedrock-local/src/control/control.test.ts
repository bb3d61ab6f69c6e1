import { isJsonObject, type Json, type JsonObject, objectsOf } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { createLocalBedrock } from '../local-bedrock.ts'

const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'
const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
const { fetch } = createLocalBedrock({ requireAuth: false, profiles: { [arn]: `us.${sonnet}` } })

const get = async (path: string): Promise<JsonObject> => {
  const response = await fetch(new Request(`https://bedrock.us-east-1.amazonaws.com/${path}`))
  const body: Json = await response.json()
  return isJsonObject(body) ? { ...body, http: response.status } : {}
}

describe('foundation models', () => {
  it('tell what they are, and how they may be asked', async () => {
    expect((await get(`foundation-models/${encodeURIComponent(sonnet)}`))['modelDetails']).toEqual({
      modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${sonnet}`,
      modelId: sonnet,
      modelName: 'Claude Sonnet 4.5',
      providerName: 'Anthropic',
      inputModalities: ['TEXT', 'IMAGE'],
      outputModalities: ['TEXT'],
      responseStreamingSupported: true,
      customizationsSupported: [],
      inferenceTypesSupported: ['INFERENCE_PROFILE'],
      modelLifecycle: { status: 'ACTIVE' },
    })
  })

  it.each(['anthropic.claude-sonnet-9', `us.${sonnet}`, 'anthropic.claude-instant-v1'])(
    'do not hold %s',
    async (id) => {
      expect(await get(`foundation-models/${encodeURIComponent(id)}`)).toMatchObject({ http: 404 })
    },
  )

  it.each([
    ['byProvider=anthropic', 'providerName', 'Anthropic'],
    ['byOutputModality=EMBEDDING', 'outputModalities', ['EMBEDDING']],
    ['byProvider=Meta&byInferenceType=ON_DEMAND', 'providerName', 'Meta'],
  ])('are listed by %s', async (query, key, value) => {
    const all = objectsOf(await get('foundation-models'), 'modelSummaries')
    const some = objectsOf(await get(`foundation-models?${query}`), 'modelSummaries')
    expect(some.length).toBeGreaterThan(2)
    expect(some.length).toBeLessThan(all.length)
    for (const model of some) expect(model[key]).toEqual(value)
  })

  it('none is customized here', async () => {
    expect(await get('foundation-models?byCustomizationType=FINE_TUNING')).toMatchObject({ modelSummaries: [] })
  })
})

describe('inference profiles', () => {
  it('route within their geography, the global ones anywhere', async () => {
    expect(await get(`inference-profiles/us.${sonnet}`)).toMatchObject({
      inferenceProfileId: `us.${sonnet}`,
      inferenceProfileArn: `arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.${sonnet}`,
      type: 'SYSTEM_DEFINED',
      status: 'ACTIVE',
      models: [
        { modelArn: `arn:aws:bedrock:us-east-1::foundation-model/${sonnet}` },
        { modelArn: `arn:aws:bedrock:us-east-2::foundation-model/${sonnet}` },
        { modelArn: `arn:aws:bedrock:us-west-2::foundation-model/${sonnet}` },
      ],
    })
    expect(await get(`inference-profiles/global.${sonnet}`)).toMatchObject({
      models: [{ modelArn: `arn:aws:bedrock:::foundation-model/${sonnet}` }],
    })
  })

  it('of the caller tell the model they hide', async () => {
    const profile = await get(`inference-profiles/${encodeURIComponent(arn)}`)
    expect(profile).toMatchObject({ type: 'APPLICATION', inferenceProfileArn: arn, inferenceProfileId: 'abc' })
    expect(objectsOf(profile, 'models')).toHaveLength(3)
    expect(objectsOf(await get('inference-profiles?type=APPLICATION'), 'inferenceProfileSummaries')).toHaveLength(1)
  })

  it('come in pages, each once, none of another geography', async () => {
    const whole = objectsOf(await get('inference-profiles'), 'inferenceProfileSummaries')
    const paged: JsonObject[] = []
    let query = 'maxResults=7'
    for (;;) {
      const page = await get(`inference-profiles?${query}`)
      paged.push(...objectsOf(page, 'inferenceProfileSummaries'))
      if (page['nextToken'] === undefined) break
      query = `maxResults=7&nextToken=${encodeURIComponent(`${page['nextToken']}`)}`
    }
    expect(paged).toEqual(whole)
    expect(whole.length).toBeGreaterThan(20)
    for (const { inferenceProfileId } of whole) expect(inferenceProfileId).toMatch(/^(us|global)\./)
  })

  it.each([
    ['inference-profiles/us.nobody', 404],
    ['inference-profiles?maxResults=0', 400],
    ['inference-profiles?maxResults=1001', 400],
    ['inference-profiles?nextToken=%25', 400],
    ['inference-profiles/a/b', 404],
  ])('%s is refused: %i', async (path, status) => {
    expect(await get(path)).toMatchObject({ http: status })
  })
})
