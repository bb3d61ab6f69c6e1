import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const app = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(app, path), 'utf8')

/** Names in the code that are no setting of this app's. */
const others: readonly string[] = [
  // Next says in which runtime and mode it runs.
  'NEXT_RUNTIME',
  'NODE_ENV',
  // The app writes these for itself, once a local Bedrock stands.
  'BEDROCK_SIMULATED',
  'BEDROCK_SIMULATED_NOTICES',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
]

/** Texts in capitals with an underscore, and members of `process.env`. */
const names = /['"`]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)['"`]|process\.env\.([A-Z][A-Z0-9_]+)/g

/** The settings that the files of some folders and at the top read. */
const settingsIn = (...places: readonly string[]): ReadonlySet<string> => {
  const files = places.flatMap((place) =>
    place.includes('.')
      ? [place]
      : readdirSync(join(app, place), { recursive: true, encoding: 'utf8' }).map((file) => join(place, file)),
  )
  const code = files.filter((file) => /(?<!\.test|\.spec)\.tsx?$/.test(file)).map(read)
  const found = code.flatMap((text) => [...text.matchAll(names)].map(([, quoted, member]) => quoted ?? member ?? ''))
  return new Set(found.filter((name) => !others.includes(name)))
}

const served = settingsIn('app', 'components', 'server', 'proxy.ts', 'instrumentation.ts')
const tools = settingsIn('browser', 'next.config.ts')

/** What the browser tests and those who run them set for themselves. */
const machine: readonly string[] = ['NEXT_CHAT_PORT', 'NEXT_TELEMETRY_DISABLED', 'PLAYWRIGHT_JSON_OUTPUT_FILE']

const rows = [...read('README.md').matchAll(/^\| (`[A-Z][^|]*) \|/gm)].flatMap(
  ([, cell = '']) => cell.match(/[A-Z][A-Z0-9_]+/g) ?? [],
)
const examples = [...read('.env.example').matchAll(/^# ([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name)

test('the code is looked through', () => {
  expect(served).toContain('AWS_BEARER_TOKEN_BEDROCK')
  expect(served.size).toBeGreaterThan(15)
})

test('the table of the README names every variable that is read, once, and no other', () => {
  const known = [...new Set([...served, ...tools])].filter((name) => !machine.includes(name))
  expect(rows.toSorted()).toEqual(known.toSorted())
})

test('.env.example has a line for every variable that the server reads, once, and no other', () => {
  expect(examples.toSorted()).toEqual([...served].toSorted())
})
