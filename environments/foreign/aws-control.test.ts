import {
  BedrockClient,
  GetFoundationModelCommand,
  GetInferenceProfileCommand,
  ListFoundationModelsCommand,
  paginateListInferenceProfiles,
  ResourceNotFoundException,
} from '@aws-sdk/client-bedrock'
import { testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const { url, calls } = watched('The AWS SDK’s control plane')
const sonnet = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

describe('the AWS SDK', () => {
  const client = (region = 'us-east-1'): BedrockClient =>
    new BedrockClient({ region, endpoint: url(), credentials: testIdentity, maxAttempts: 1 })

  it('lists models', async () => {
    const { modelSummaries = [] } = await client().send(
      new ListFoundationModelsCommand({ byProvider: 'Anthropic', byInferenceType: 'ON_DEMAND' }),
    )
    expect(modelSummaries.map(({ modelId }) => modelId)).toContain('anthropic.claude-3-haiku-20240307-v1:0')
    for (const model of modelSummaries)
      expect(model).toMatchObject({ providerName: 'Anthropic', modelLifecycle: { status: 'ACTIVE' } })
    expect(calls.at(-1)).toMatchObject({ operation: 'list-foundation-models', status: 200, by: 'signature' })
  })

  it('knows a model by id and by ARN', async () => {
    const byId = await client().send(new GetFoundationModelCommand({ modelIdentifier: sonnet }))
    const modelIdentifier = byId.modelDetails?.modelArn ?? ''
    const byArn = await client().send(new GetFoundationModelCommand({ modelIdentifier }))
    expect(byArn.modelDetails).toEqual(byId.modelDetails)
    expect(byId.modelDetails?.inferenceTypesSupported).toEqual(['INFERENCE_PROFILE'])
    await expect(
      client().send(new GetFoundationModelCommand({ modelIdentifier: 'anthropic.claude-sonnet-9' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException)
  })

  it('pages through the profiles of its region, and gets each', async () => {
    const ids: (string | undefined)[] = []
    for await (const page of paginateListInferenceProfiles({ client: client('eu-west-1'), pageSize: 10 }, {}))
      ids.push(...(page.inferenceProfileSummaries ?? []).map(({ inferenceProfileId }) => inferenceProfileId))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain(`eu.${sonnet}`)
    const profile = await client('eu-west-1').send(
      new GetInferenceProfileCommand({ inferenceProfileIdentifier: `eu.${sonnet}` }),
    )
    expect(profile).toMatchObject({ status: 'ACTIVE', type: 'SYSTEM_DEFINED', createdAt: expect.any(Date) })
    expect(profile.models?.[0]?.modelArn).toMatch(/^arn:aws:bedrock:eu-central-1::foundation-model\//)
    await expect(
      client().send(new GetInferenceProfileCommand({ inferenceProfileIdentifier: 'us.nobody' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException)
  })
})
