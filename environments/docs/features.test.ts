import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { anyConverse } from '@x/bedrock-core'
import { routingTable } from '@x/bedrock-core/testing'
import { llama } from '@x/bedrock-llama'
import { oss } from '@x/bedrock-oss'
import { expect, test } from 'vitest'
import { pages } from './pages.ts'

/** A family's newest or best-known model stands for it. */
const columns = [
  ['Claude', claude(), 'anthropic.claude-sonnet-4-5-20250929-v1:0'],
  ['Command R', cohere(), 'cohere.command-r-plus-v1:0'],
  ['gpt-oss', oss(), 'openai.gpt-oss-120b-1:0'],
  ['Llama', llama(), 'meta.llama4-scout-17b-instruct-v1:0'],
  ['Nova', anyConverse(), 'amazon.nova-pro-v1:0'],
  ['Mistral', anyConverse(), 'mistral.mistral-large-2407-v1:0'],
  ['Qwen', anyConverse(), 'qwen.qwen3-32b-v1:0'],
] as const

/** What readers look for, in their words. */
const rows = {
  'system prompt': 'system',
  tools: 'tools',
  'a tool can be forced': 'tool-choice',
  'streams with tools': 'stream-tools',
  images: 'images',
  documents: 'documents',
  'answers from documents': 'retrieval',
  'citations into files': 'citations',
  reasoning: 'reasoning',
  'prompt caching': 'cache',
  'native structured output': 'response-format',
  'guarded text': 'guard-content',
} as const

/** Features that any of the family's forms carries for the model. */
const carried = columns.map(([, family, model]) =>
  routingTable(family, [model])
    .split('\n')
    .filter((row) => row.includes('●'))
    .map((row) => row.split('|')[1]?.trim()),
)

const table = [
  `| | ${columns.map(([name]) => name).join(' | ')} |`,
  `|---|${':-:|'.repeat(columns.length)}`,
  ...Object.entries(rows).map(
    ([words, feature]) => `| ${words} | ${carried.map((has) => (has.includes(feature) ? '●' : '–')).join(' | ')} |`,
  ),
].join('\n')

test('the README’s table of families is what the code routes', () => {
  expect(pages.find(({ path }) => path === 'README.md')?.text).toContain(table)
})
