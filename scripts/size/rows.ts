import { readRooms } from '../house/house.ts'
import { familyRooms } from '../house/rooms.ts'

/** One thing a user imports, and what it may weigh. */
export interface Row {
  readonly name: string
  readonly code: string
  /** What the same bundle holds anyway: only what `code` adds to it is counted. */
  readonly beside?: string
  /** Installed anyway, so not counted. */
  readonly external?: readonly string[]
  /** Where it runs. Default: a browser. */
  readonly platform?: 'node'
  /** What it should weigh, in bytes after gzip; 1 kB = 1000 bytes. */
  readonly goal: number
  /** What it may weigh now: it only ever comes down. Default: the goal. */
  readonly ceiling?: number
}

const core = `import { createBedrock, streamText } from '@x/bedrock-core'`

const chat = (auth: string, families: string): string => `
const bedrock = createBedrock({ region: 'us-east-1', auth: ${auth}, families: [${families}] })
const answer = streamText({ model: bedrock(location.hash), prompt: location.search })
for await (const text of answer.textStream) document.body.append(text)`

const auths = {
  'an API key': [`import { apiKey } from '@x/bedrock-auth'`, `apiKey()`],
  'API key or SigV4, from the environment': [`import { fromEnv } from '@x/bedrock-auth'`, `fromEnv()`],
} as const

/** Families that are published; a private package has nothing to weigh yet. */
const families = readRooms()
  .filter(({ manifest }) => familyRooms.includes(manifest.name) && !manifest.private)
  .map(({ manifest }) => manifest.name.replace('@x/bedrock-', ''))

/** What these rows may weigh, below or above their goals: measured, with a little room for a fix. */
const ceilings: Readonly<Record<string, number>> = {
  'claudeMessages, an API key': 24_200,
  'claudeMessages, API key or SigV4, from the environment': 30_350,
  'claude, an API key': 29_330,
  'claude, API key or SigV4, from the environment': 35_620,
  claude: 3_220,
  cohere: 3_070,
  llama: 2_930,
  oss: 1_720,
}

const streaming = `${core}\nconsole.log(createBedrock, streamText)`

/** What is only bundled by whoever imports it, beside streamText. Goals: as measured, with a little room for a fix. */
const optIn = (name: string, from: string, goal: number, external: readonly string[] = []): Row => ({
  name: `${name}, on top of streamText`,
  beside: streaming,
  code: `import { ${name} } from '${from}'\nconsole.log(${name})`,
  external,
  goal,
})

const react = (name: string, hooks: readonly string[], goal: number): Row => ({
  name,
  code: `import { ${hooks.join(', ')} } from '@x/bedrock-react'\nconsole.log(${hooks.join(', ')})`,
  external: ['react', 'react/jsx-runtime'],
  goal,
})

const everyHook = [
  'useBranches',
  'useChat',
  'useChatSelector',
  'useCompletion',
  'useMessage',
  'useObject',
  'useResume',
  'useToolCalls',
]

const chatRoute = `import { readChatRequest, toErrorResponse, toUIResponse } from '@x/bedrock-core/ui'
console.log(readChatRequest, toErrorResponse, toUIResponse)`

export const rows: readonly Row[] = [
  ...['claudeMessages', 'claude'].flatMap((family) =>
    Object.entries(auths).map(([name, [importing, auth]]) => {
      const ceiling = ceilings[`${family}, ${name}`]
      return {
        name: `core + auth + claude, streaming one chat (${family}(), ${name})`,
        code: `${core}\n${importing}\nimport { ${family} } from '@x/bedrock-claude'${chat(auth, `${family}()`)}`,
        goal: 16_000,
        ...(ceiling === undefined ? {} : { ceiling }),
      }
    }),
  ),
  {
    name: 'core with the tool loop and schemas, without auth and families',
    code: `import { createBedrock, runTools, tool } from '@x/bedrock-core'\nconsole.log(createBedrock, runTools, tool)`,
    goal: 23_000,
  },
  optIn('failover', '@x/bedrock-core', 2_100),
  optIn('rateLimiter', '@x/bedrock-core', 1_250),
  optIn('logger', '@x/bedrock-core', 1_350),
  optIn('telemetry', '@x/bedrock-core/telemetry', 2_200, ['@opentelemetry/api']),
  optIn('generateObject', '@x/bedrock-core', 6_100),
  react('React chat hook', ['useChat'], 5_000),
  react(
    'React hooks: chat, completion, object, tool calls',
    ['useChat', 'useCompletion', 'useObject', 'useToolCalls'],
    9_000,
  ),
  react('React, every hook', everyHook, 9_000),
  {
    name: 'ui door: what a chat route adds to createBedrock and streamText',
    beside: streaming,
    code: chatRoute,
    goal: 3_000,
  },
  {
    name: 'ui door: the same with tools, files and sources',
    beside: streaming,
    code: `${chatRoute}
import { citedSources, dataFiles, toolSeal } from '@x/bedrock-core/ui'
console.log(citedSources, dataFiles, toolSeal)`,
    goal: 5_220,
  },
  { name: 'ui door: a plain chat route, alone', code: chatRoute, goal: 3_830 },
  ...families.map((family) => {
    const ceiling = ceilings[family]
    return {
      name: `${family}, on top of core`,
      // Core is there, with its whole door for families: an import clause, which bundles do not have, would count otherwise.
      beside: `${streaming}\nimport * as door from '@x/bedrock-core/family'\nconsole.log(door)`,
      code: `import { ${family} } from '@x/bedrock-${family}'\nconsole.log(${family}())`,
      goal: 4_000,
      ...(ceiling === undefined ? {} : { ceiling }),
    }
  }),
  {
    name: 'cost of an answer, on top of core',
    code: `import { cost } from '@x/bedrock-models'\nconsole.log(cost({ inputTokens: 1 }, location.hash))`,
    external: ['@x/bedrock-core/family'],
    goal: 7_500,
  },
  {
    name: 'inference profile for a region, on top of core',
    code: `import { profileFor } from '@x/bedrock-models'\nconsole.log(profileFor(location.hash, location.search))`,
    external: ['@x/bedrock-core/family'],
    goal: 4_500,
  },
  {
    name: 'AI SDK provider, on top of core and @ai-sdk/provider',
    code: `import { createBedrockProvider } from '@x/bedrock-ai-sdk'\nconsole.log(createBedrockProvider)`,
    external: ['@x/bedrock-core', '@x/bedrock-core/family', '@ai-sdk/provider'],
    goal: 6_300,
  },
  {
    name: 'Node client with every source of credentials, and claude, in one file',
    code: `import { createNodeBedrock } from '@x/bedrock-node'
import { claude } from '@x/bedrock-claude'
console.log(createNodeBedrock({ families: [claude()] }))`,
    platform: 'node',
    goal: 238_000,
  },
  {
    name: 'local Bedrock, in a worker',
    code: `import { createLocalBedrock } from '@x/bedrock-local'\nconsole.log(createLocalBedrock)`,
    goal: 52_500,
  },
]
