import { readFile } from 'node:fs/promises'
import { cohere } from '@x/bedrock-cohere'
import { embedMany, rateLimiter } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'

const file = process.argv[2]
if (file === undefined) throw new Error('Say which file: node embed.ts lines.txt > embeddings.jsonl')

const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
const bedrock = createNodeBedrock({
  families: [cohere()],
  limit: rateLimiter({ models: { 'cohere.embed': { requestsPerMinute: 1000 } } }),
})

const { embeddings, usage, responses } = await embedMany({
  model: bedrock('cohere.embed-v4:0'),
  values: lines,
  dimensions: 256,
  embeddingTypes: ['int8'],
  maxParallelCalls: 4,
})
for (const [at, embedding] of embeddings.entries()) console.log(JSON.stringify({ text: lines[at], embedding }))
console.error(`${lines.length} lines in ${responses.length} calls, ${usage.inputTokens} tokens`)
