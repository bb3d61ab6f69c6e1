import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { claude } from '@x/bedrock-claude'
import { runTools, tool } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'
import { z } from 'zod'

const folder = process.argv[2] ?? '.'
const prompt = process.argv.slice(3).join(' ') || 'What is in this folder?'
const bedrock = createNodeBedrock({ families: [claude()] })

const list_files = tool({
  description: 'Lists the names of the files.',
  input: z.object({}),
  execute: async () =>
    (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name),
})
const read_file = tool({
  description: 'Reads the first 20 kB of one file.',
  input: z.object({ name: z.string().describe('As list_files gives it.') }),
  // The name alone: a model must not lead out of the folder.
  execute: async ({ name }) => (await readFile(join(folder, basename(name)), 'utf8')).slice(0, 20_000),
})

const run = runTools({
  model: bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
  tools: { list_files, read_file },
  maxSteps: 10,
  prompt,
})
for await (const part of run) {
  if (part.type === 'text-delta') process.stdout.write(part.text)
  if (part.type === 'tool-result') console.error(`\n[${part.toolName}]`)
  if (part.type === 'tool-error') console.error(`\n[${part.toolName} failed]`, part.error)
}
const { steps, usage } = await run.result
console.error(`\n${steps.length} steps, ${usage.totalTokens} tokens`)
