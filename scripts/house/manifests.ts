import type { Check, Manifest, Room } from './house.ts'

type Rule = (manifest: Manifest) => readonly string[]

const expect = (truth: boolean, otherwise: string): readonly string[] => (truth ? [] : [otherwise])

/** Published, where that is not what this workspace asks for: pnpm warns on every command of a package it would not run. */
const nodeOf = ({ engines, publishConfig }: Manifest): string | undefined =>
  ({ ...engines, ...publishConfig?.engines })['node']

const expectNode = (manifest: Manifest, wanted: string): readonly string[] =>
  expect(nodeOf(manifest) === wanted, `engines.node is not ${wanted}`)

/** The oldest Node that each package runs on; where it is not 20, a dependency asks for more. */
const oldestNode: Readonly<Record<string, string>> = {
  // @ai-sdk/provider 4, as the AI SDK 7 itself.
  '@x/bedrock-ai-sdk': '>=22',
}

const basics: Rule = (manifest) => [
  ...expect(manifest.type === 'module', 'type is not module'),
  ...expect(manifest.sideEffects === false, 'sideEffects is not false'),
  ...expect(manifest.license === 'Apache-2.0', 'license is not Apache-2.0'),
  ...expectNode(manifest, oldestNode[manifest.name] ?? '>=20'),
  ...expect(manifest.files?.includes('dist') === true, 'files lacks dist'),
  ...expect(manifest.keywords?.includes('amazon-bedrock') === true, 'keywords lack amazon-bedrock'),
]

/** What is published must be what is developed, minus the source condition. */
const sameDoors: Rule = ({ exports = {}, publishConfig }) => {
  const published = publishConfig?.exports ?? {}
  const withoutSource = Object.fromEntries(
    Object.entries(exports).map(([door, { 'bedrock-source': _source, ...rest }]) => [door, rest]),
  )
  return [
    ...expect(
      JSON.stringify(withoutSource) === JSON.stringify(published),
      'publishConfig.exports differs from exports',
    ),
    ...Object.entries(exports).flatMap(([door, row]) =>
      expect(
        Object.keys(row).join() === 'bedrock-source,types,default',
        `door "${door}" is not bedrock-source, types, default in this order`,
      ),
    ),
  ]
}

/** `tsup.base.ts` builds both files of each row, and only Node gets the second: decisions/0130. */
const ownFilesOnNode: Rule = ({ imports = {} }) =>
  Object.entries(imports).flatMap(([name, row]) => {
    const file = `./dist/${name.slice(1)}`
    const wanted = { node: `${file}.node.js`, default: `${file}.js` }
    return expect(JSON.stringify(row) === JSON.stringify(wanted), `import "${name}" is not ${JSON.stringify(wanted)}`)
  })

const pinned: Rule = (manifest) =>
  [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((group) =>
    Object.entries(group ?? {}).flatMap(([name, range]) =>
      expect(/^(catalog|workspace):/.test(range), `${name} is ${range}, not from the catalog`),
    ),
  )

const rulesFor = (room: Room): readonly Rule[] =>
  room.manifest.private ? [pinned] : [basics, sameDoors, ownFilesOnNode, pinned]

/** Every package.json says the same things in the same way. */
export const checkManifests: Check = ({ rooms }) => ({
  checked: `${rooms.length} packages`,
  findings: rooms.flatMap((room) =>
    rulesFor(room).flatMap((rule) => rule(room.manifest).map((wrong) => `${room.folder}/package.json: ${wrong}`)),
  ),
})
