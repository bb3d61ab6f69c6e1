import { builtinModules } from 'node:module'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { figure, type Section, times } from '../page/section.ts'

const keys = `{ accessKeyId: process.env.KEY, secretAccessKey: process.env.SECRET }`
const show = 'console.log(text)'

/** Streaming one chat, signed, as each library's documentation has it. */
const programs = [
  [
    'core, auth and claude',
    `import { createBedrock, streamText } from '@x/bedrock-core'
import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
const bedrock = createBedrock({ region: 'us-east-1', auth: sigv4(${keys}), families: [claude()] })
for await (const text of streamText({ model: bedrock(process.env.MODEL), prompt: 'Hi' }).textStream) ${show}`,
  ],
  [
    'AWS SDK',
    `import { BedrockRuntimeClient, ConverseStreamCommand } from '@aws-sdk/client-bedrock-runtime'
const client = new BedrockRuntimeClient({ region: 'us-east-1', credentials: ${keys} })
const messages = [{ role: 'user', content: [{ text: 'Hi' }] }]
const { stream } = await client.send(new ConverseStreamCommand({ modelId: process.env.MODEL, messages }))
for await (const { contentBlockDelta: text } of stream) ${show}`,
  ],
  [
    'AI SDK and its Bedrock provider',
    `import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { streamText } from 'ai'
const bedrock = createAmazonBedrock({ region: 'us-east-1', ...${keys} })
for await (const text of streamText({ model: bedrock(process.env.MODEL), prompt: 'Hi' }).textStream) ${show}`,
  ],
  [
    'Anthropic’s Bedrock SDK',
    `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk'
const client = new AnthropicBedrock({ awsRegion: 'us-east-1', awsAccessKey: process.env.KEY, awsSecretKey: process.env.SECRET })
const body = { model: process.env.MODEL, max_tokens: 1024, messages: [{ role: 'user', content: 'Hi' }] }
for await (const text of await client.messages.create({ ...body, stream: true })) ${show}`,
  ],
] as const

const weightOf = async (code: string): Promise<{ readonly minified: number; readonly gzip: number }> => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: new URL('..', import.meta.url).pathname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd', 'worker'],
    target: 'es2023',
    // What the runtime has itself, with `nodejs_compat`.
    external: ['node:*', ...builtinModules],
    write: false,
    logLevel: 'error',
  })
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles
  return { minified: contents.length / 1000, gzip: gzipSync(contents, { level: 9 }).length / 1000 }
}

export const measureBundles = async (): Promise<Section> => {
  const weights = await Promise.all(programs.map(([, code]) => weightOf(code)))
  const ours = weights[0]?.gzip ?? Number.NaN
  return {
    title: 'Bundle',
    note: 'kB of a bundle for a Worker that streams one chat, signed: esbuild, minified, then gzip. Every row of ours: `pnpm size`.',
    head: ['packages', 'minified', 'gzip', 'times ours'],
    rows: programs.map(([name], index) => {
      const { minified, gzip } = weights[index] ?? { minified: Number.NaN, gzip: Number.NaN }
      return [name, figure(minified), figure(gzip), times(gzip, ours)]
    }),
  }
}
