import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Page, pages, root } from './pages.ts'

/** Decisions and changelogs tell what was. */
const current = pages.filter(({ path }) => !/^decisions\/|CHANGELOG\.md$|^\.changeset\//.test(path))

interface Manifest {
  readonly name: string
  readonly packageManager?: string
  readonly scripts?: Readonly<Record<string, string>>
}

const manifestAt = (folder: string): Manifest => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))

/** Where each package that pages name by `--filter` lives. */
const filtered: Readonly<Record<string, string>> = {
  'next-chat': 'apps/next-chat',
  '@x/bench': 'bench',
  '@x/bedrock-models': 'packages/bedrock-models',
}

/** What pnpm does by itself. */
const builtIn = ['exec', 'install', 'add', 'dlx', 'publish', 'pack', 'config', 'create']

const call = /\bpnpm(?:@(?<version>[\d.]+))? (?:--filter (?<filter>[@\w/-]+) )?(?<script>[a-z][\w:-]*)/g

/** Code of a page: fences, and what stands between backticks. */
const codeOf = ({ text }: Page): string =>
  [...text.matchAll(/^ *```.*?^ *```|`[^`\n]+`/gms)].map(([all]) => all).join('\n')

const wrongCalls = (page: Page): readonly string[] =>
  [...codeOf(page).matchAll(call)].flatMap(({ 0: said, groups }) => {
    const { version, filter, script = '' }: Partial<Record<string, string>> = groups ?? {}
    const folder = filter === undefined ? '' : filtered[filter]
    const { packageManager } = manifestAt('')
    if (version !== undefined && `pnpm@${version}` !== packageManager)
      return [`${page.path}: ${said} is another version`]
    if (folder === undefined) return [`${page.path}: ${said} is of no package known here`]
    const isThere = script in (manifestAt(folder).scripts ?? {}) || (folder === '' && builtIn.includes(script))
    return isThere ? [] : [`${page.path}: ${said} is no script`]
  })

test('every command of pnpm on a page is a script that is there', () => {
  const named = current.flatMap((page) => [...codeOf(page).matchAll(call)])
  expect(named.length).toBeGreaterThan(30)
  expect(current.flatMap(wrongCalls)).toEqual([])
})

/** A path of this repository, such as `environments/docs` or `scripts/house/rooms.ts`. */
const place = /`((?:apps|api|bench|decisions|docs|environments|examples|packages|scripts)\/[\w./-]+)`/g

/** Written by a command, and not kept. */
const made = /^docs\/api\b|\/dist\b|\/\.next\b/

test('every file and folder named on a page is there', () => {
  const named = current.flatMap(({ path, text }) => [...text.matchAll(place)].map(([, to = '']) => [path, to] as const))
  expect(named.length).toBeGreaterThan(20)
  const isThere = (page: string, to: string): boolean =>
    // From the root, or in the page's own package.
    existsSync(join(root, to)) || existsSync(join(root, page, '..', to))
  expect(named.filter(([page, to]) => !made.test(to) && !isThere(page, to))).toEqual([])
})

/** What the front door promises, page by page. */
const promised: readonly string[] = [
  ...['getting-started', 'auth', 'tools', 'objects', 'reasoning', 'caching', 'citations-and-rag', 'guardrails'],
  ...['embeddings-and-rerank', 'usage-and-cost', 'errors', 'reliability', 'react', 'next', 'resumable-streams', 'edge'],
  ...[
    'testing',
    'observability',
    'adding-a-family',
    'architecture',
    'benchmarks',
    'security',
    'routing',
    'preflight',
    'node',
    'deploy',
  ],
  ...['from-reqllm', 'from-ai-sdk', 'from-aws-sdk', 'from-anthropic-sdk'],
  ...['claude', 'cohere', 'gpt-oss', 'llama', 'any-converse'].map((family) => `families/${family}`),
]

test('every promised page is there', () => {
  const paths = pages.map(({ path }) => path)
  expect(promised.filter((name) => !paths.includes(`docs/${name}.md`))).toEqual([])
})
