import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { anyConverse } from '@x/bedrock-core'
import { routingTable } from '@x/bedrock-core/testing'
import { llama } from '@x/bedrock-llama'
import { oss } from '@x/bedrock-oss'
import { expect, it } from 'vitest'

const families = [
  [
    claude(),
    [
      'anthropic.claude-3-haiku-20240307-v1:0',
      'anthropic.claude-3-7-sonnet-20250219-v1:0',
      'anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
  ],
  [cohere(), ['cohere.command-r-v1:0', 'cohere.command-r-plus-v1:0']],
  [oss(), ['openai.gpt-oss-20b-1:0', 'openai.gpt-oss-120b-1:0']],
  [
    llama(),
    [
      'meta.llama2-13b-chat-v1',
      'meta.llama3-8b-instruct-v1:0',
      'meta.llama3-1-70b-instruct-v1:0',
      'meta.llama3-2-3b-instruct-v1:0',
      'meta.llama3-2-90b-instruct-v1:0',
      'meta.llama3-3-70b-instruct-v1:0',
      'meta.llama4-scout-17b-instruct-v1:0',
    ],
  ],
  [
    anyConverse(),
    [
      'amazon.nova-pro-v1:0',
      'mistral.mistral-large-2407-v1:0',
      'deepseek.r1-v1:0',
      'qwen.qwen3-32b-v1:0',
      'writer.palmyra-x5-v1:0',
    ],
  ],
] as const

const page = `# What goes by which form

Written by a test (\`environments/together/routing.test.ts\`) from the code. For a prompt, the first form of the family that
carries every feature it needs is taken; \`via\` forces one; what none carries is refused by name. A model that cannot stream
while tools are offered (\`stream-tools\`) is asked whole and its answer given out as a stream. Evidence stands beside each row
of data in the families' sources.

${families.map(([family, models]) => `## ${family.name}\n\n${routingTable(family, models)}`).join('\n\n')}
`

it('routes every feature of every family as the page says', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/routing.md')
})
