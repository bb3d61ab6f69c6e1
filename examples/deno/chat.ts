import process from 'node:process'
import { fromEnv } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { createBedrock, streamText } from '@x/bedrock-core'

const { AWS_REGION: region = 'us-east-1', AWS_ENDPOINT_URL_BEDROCK_RUNTIME: endpoint } = process.env
const bedrock = createBedrock({ region, auth: fromEnv(), families: [claude()], ...(endpoint ? { endpoint } : {}) })

const prompt = process.argv.slice(2).join(' ') || 'Why is the sky blue?'
const answer = streamText({ model: bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0'), prompt })
for await (const text of answer.textStream) process.stdout.write(text)
console.log(`\n${await answer.finishReason}`)
