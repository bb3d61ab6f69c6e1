import { readRooms } from '../house/house.ts'
import { familyRooms } from '../house/rooms.ts'

/** One thing a user imports, and what it may weigh. */
export interface Row {
  readonly name: string
  readonly code: string
  /** Installed anyway, so not counted. */
  readonly external?: readonly string[]
  /** In bytes after gzip; 1 kB = 1000 bytes. */
  readonly goal: number
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

export const rows: readonly Row[] = [
  ...Object.entries(auths).map(([name, [importing, auth]]) => ({
    name: `core + auth + claude, streaming one chat (${name})`,
    code: `${core}\n${importing}\nimport { claude } from '@x/bedrock-claude'${chat(auth, 'claude()')}`,
    goal: 16_000,
  })),
  {
    name: 'React chat hook',
    code: `import { useChat } from '@x/bedrock-react'\nconsole.log(useChat)`,
    external: ['react', 'react/jsx-runtime'],
    goal: 5_000,
  },
  ...families.map((family) => ({
    name: `${family}, on top of core`,
    code: `import { ${family} } from '@x/bedrock-${family}'\nconsole.log(${family}())`,
    external: ['@x/bedrock-core/family'],
    goal: 4_000,
  })),
]
