import { capabilities, cost, modelInfo, profileFor, resolveModel } from '@x/bedrock-models'

const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

const { cost: spent, reason } = cost({ inputTokens: 12_000, outputTokens: 800, cacheReadTokens: 90_000 }, model)
console.log(spent ? `$${spent.total.toFixed(4)} by the list of ${spent.priceDate}` : reason)

capabilities(model).toolStreaming // true; undefined where nobody said
modelInfo(model)?.contextTokens // 200000
profileFor('meta.llama3-3-70b-instruct-v1:0', 'us-west-2') // us.meta.llama3-3-70b-instruct-v1:0
resolveModel('amazon_bedrock:claude-sonnet-4-5').id // anthropic.claude-sonnet-4-5-20250929-v1:0
