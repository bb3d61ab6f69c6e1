import { bedrockOptions, createBedrockProvider } from '@x/bedrock-ai-sdk'
import { apiKey } from '@x/bedrock-auth'
import { type ClaudeOptions, claude } from '@x/bedrock-claude'
import { streamText } from 'ai'

const bedrock = createBedrockProvider({ region: 'us-east-1', auth: apiKey(), families: [claude()] })

export const ask = async (prompt: string): Promise<void> => {
  const { textStream } = streamText({
    model: bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
    prompt,
    providerOptions: bedrockOptions<ClaudeOptions>({ options: { thinking: { budgetTokens: 2048 } } }),
  })
  for await (const text of textStream) console.log(text)
}
