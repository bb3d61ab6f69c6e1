import {
  BedrockAgentRuntimeClient,
  RerankCommand,
  type RerankCommandInput,
} from '@aws-sdk/client-bedrock-agent-runtime'
import { testIdentity } from '@x/bedrock-local'
import { describe, expect, it } from 'vitest'
import { watched } from './watched.ts'

const { url } = watched('The AWS SDK’s agent runtime')

const asked = (numberOfResults: number, modelArn: string): RerankCommandInput => ({
  queries: [{ type: 'TEXT', textQuery: { text: 'blue sky' } }],
  sources: ['Bread', 'A blue sky'].map((text) => ({
    type: 'INLINE',
    inlineDocumentSource: { type: 'TEXT', textDocument: { text } },
  })),
  rerankingConfiguration: {
    type: 'BEDROCK_RERANKING_MODEL',
    bedrockRerankingConfiguration: { numberOfResults, modelConfiguration: { modelArn } },
  },
})

const arn = 'arn:aws:bedrock:us-east-1::foundation-model/cohere.rerank-v3-5:0'

describe('the AWS SDK', () => {
  const client = (): BedrockAgentRuntimeClient =>
    new BedrockAgentRuntimeClient({
      region: 'us-east-1',
      endpoint: url(),
      credentials: testIdentity,
      maxAttempts: 1,
    })

  it('ranks', async () => {
    const { results } = await client().send(new RerankCommand(asked(1, arn)))
    expect(results).toEqual([{ index: 1, relevanceScore: 1 }])
  })

  it.each([
    [3, arn, 'Cannot provide numberOfResults value that exceeds the number of sources.'],
    [1, 'cohere.rerank-v3-5:0', 'The provided model ARN for reranking is invalid.'],
    [1, arn.replace('cohere.rerank', 'nobody.rerank'), 'The provided model ARN for reranking is invalid.'],
  ])('is refused %i results by %s', async (count, model, message) => {
    const refused = client().send(new RerankCommand(asked(count, model)))
    await expect(refused).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    })
  })
})
