/** The walls of the house: who may import whom. One row per room; a room without a row is refused. */
export interface Walls {
  /** Doors of other rooms that what ships from here may use. `'*'`: all. */
  readonly doors: readonly string[] | '*'
  /** Files that may import `node:` modules. */
  readonly node?: RegExp
  /** Outside packages that only some files may import. */
  readonly only?: Readonly<Record<string, RegExp>>
}

const core = '@x/bedrock-core'
const family: Walls = { doors: [`${core}/family`] }
const everywhere = /./

/** Examples that are one program each. */
const programs = [
  'batch-embedding',
  'bun',
  'cli-chat',
  'deno',
  'express',
  'fastify',
  'hono-worker',
  'lambda',
  'node-script',
  'rag-cohere',
  'tool-agent',
  'vitest-local',
] as const

export const walls: Readonly<Record<string, Walls>> = {
  '@x/bedrock-core': { doors: [] },
  '@x/bedrock-auth': { doors: [core] },
  '@x/bedrock-claude': family,
  '@x/bedrock-cohere': family,
  '@x/bedrock-oss': family,
  '@x/bedrock-llama': family,
  '@x/bedrock-models': { doors: [core, `${core}/family`], node: /\/scripts\// },
  '@x/bedrock-react': { doors: [`${core}/ui`], only: { react: /\/use-[\w-]+\.tsx?$/ } },
  '@x/bedrock-node': { doors: [core, `${core}/ui`, `${core}/family`, '@x/bedrock-auth'], node: everywhere },
  '@x/bedrock-local': {
    doors: [core, `${core}/family`, `${core}/testing`, '@x/bedrock-models'],
    node: /\/src\/(server|bin)\b/,
  },
  '@x/bedrock-ai-sdk': { doors: [core, `${core}/family`] },
  'example-custom-family': { doors: [`${core}/family`] },
  ...Object.fromEntries(programs.map((name) => [`example-${name}`, { doors: '*', node: everywhere } as const])),
  // Where packages meet in tests: nothing of it ships.
  together: { doors: '*', node: everywhere },
  everywhere: { doors: '*', node: everywhere },
  strength: { doors: '*', node: everywhere },
  'service-worker': { doors: '*', node: everywhere },
  foreign: { doors: '*', node: everywhere },
  bridges: { doors: '*', node: everywhere },
  docs: { doors: '*', node: everywhere },
  stranger: { doors: '*', node: everywhere },
  examples: { doors: '*', node: everywhere },
  // What tests read recordings with. Only replay meets the client: what our framing is compared with must not be made of it.
  '@x/recordings': {
    doors: [core, `${core}/family`],
    node: /\/src\/exchange\.ts$/,
    only: { [core]: /\/src\/replay\.ts$/ },
  },
  'next-chat': { doors: '*', node: everywhere },
}

/** Inside core: an alcove may import those it names, and itself. Entry files join them. */
export const alcoves: Readonly<Record<string, readonly string[]>> = {
  speech: [],
  errors: ['speech'],
  wire: ['speech', 'errors'],
  fold: ['speech', 'errors'],
  family: ['speech', 'errors'],
  json: ['speech', 'errors'],
  schema: ['speech', 'errors'],
  converse: ['speech', 'errors', 'wire', 'fold', 'family', 'preflight'],
  retrieval: ['speech', 'errors', 'family'],
  preflight: ['speech', 'errors', 'family'],
  client: ['speech', 'errors', 'wire', 'fold', 'family', 'preflight'],
  object: ['speech', 'errors', 'family', 'json', 'schema', 'client'],
  verbs: ['speech', 'errors', 'wire', 'fold', 'family', 'client'],
  reliability: ['speech', 'errors', 'wire', 'fold', 'family', 'client', 'verbs'],
  observe: ['speech', 'errors', 'family', 'client', 'tools'],
  tools: ['speech', 'errors', 'schema', 'client', 'verbs'],
  ui: ['speech', 'errors', 'wire', 'fold', 'family'],
  testing: ['speech', 'errors', 'wire', 'fold', 'family', 'preflight', 'converse', 'client', 'ui'],
}

/** Rooms that are one model family each. */
export const familyRooms: readonly string[] = Object.keys(walls).filter((name) => walls[name] === family)

/** A family is a pure value: these names would let in a clock, the environment or the network. */
export const impureNames: readonly string[] = [
  'Date',
  'performance',
  'process',
  'globalThis',
  'fetch',
  'setTimeout',
  'setInterval',
  'crypto',
]

/** Core serves every family and names none. */
export const familyNames: RegExp = /anthropic|claude|cohere|llama|gpt-?oss|mistral|nova-|titan/i

/** Families with a package of their own; their names may not even stand in the data of models that have none. */
export const packagedNames: RegExp = /anthropic|claude|cohere|llama|gpt-?oss/i

/** What is known of models that no package serves: data of the family that takes any id, and of Amazon's own retrieval. */
export const dataOfModels: readonly RegExp[] = [
  /^packages\/bedrock-core\/src\/converse\/any-converse-models\.ts$/,
  /^packages\/bedrock-core\/src\/retrieval\//,
]
