import { claude } from '@x/bedrock-claude'
import { generateText } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'

const prompt = process.argv.slice(2).join(' ') || 'Why is the sky blue?'
const bedrock = createNodeBedrock({ families: [claude()] })

const { text, usage } = await generateText({ model: bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0'), prompt })
console.log(text)
console.error(`${usage.inputTokens} tokens in, ${usage.outputTokens} out`)
