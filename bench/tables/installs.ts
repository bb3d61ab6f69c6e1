import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atMost, figure, type Section, times } from '../page/section.ts'

const root = new URL('../..', import.meta.url).pathname

/** What a user names to the package manager: folders of this repository, or packages of the registry. */
const wanted = [
  ['core, auth and claude', ['packages/bedrock-core', 'packages/bedrock-auth', 'packages/bedrock-claude']],
  ['AWS SDK', ['@aws-sdk/client-bedrock-runtime']],
  ['AI SDK and its Bedrock provider', ['ai', '@ai-sdk/amazon-bedrock']],
  ['Anthropic’s Bedrock SDK', ['@anthropic-ai/bedrock-sdk']],
] as const

/** The package as it would be published. */
const packed = (folder: string, into: string): string => {
  const said = execFileSync('pnpm', ['pack', '--json', '--pack-destination', into], {
    cwd: join(root, folder),
    encoding: 'utf8',
  })
  const { filename }: { filename: string } = JSON.parse(said)
  return filename
}

/** The version that this bench runs with. */
const atVersion = (name: string): string => {
  const manifest = readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')
  const { version }: { version: string } = JSON.parse(manifest)
  return `${name}@${version}`
}

interface Installed {
  readonly packages: number
  /** MB, 1,000,000 bytes. */
  readonly size: number
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const install = async (specifiers: readonly string[], folder: string): Promise<Installed> => {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error']
  await promisify(execFile)('npm', ['install', ...quiet, ...specifiers], { cwd: folder })
  const { packages }: { packages: Readonly<Record<string, unknown>> } = JSON.parse(
    readFileSync(join(folder, 'package-lock.json'), 'utf8'),
  )
  const bytes = filesIn(join(folder, 'node_modules')).reduce((sum, file) => sum + statSync(file).size, 0)
  // The empty name is the folder itself.
  return { packages: Object.keys(packages).filter((path) => path !== '').length, size: bytes / 1e6 }
}

/** A real `npm install` in an empty folder, for each. */
export const measureInstalls = async (): Promise<Section> => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-install-'))
  try {
    const lists = wanted.map(([, names]) =>
      names.map((name) => (name.startsWith('packages/') ? packed(name, folder) : atVersion(name))),
    )
    const all = await Promise.all(lists.map((list, index) => install(list, join(folder, `${index}`))))
    const ours = all[0] ?? { packages: Number.NaN, size: Number.NaN }
    return {
      title: 'Install',
      note: 'What `npm install` puts into an empty folder; ours from the packed packages.',
      head: ['packages named', 'packages installed', 'MB', 'times ours, MB'],
      rows: wanted.map(([name], index) => {
        const { packages, size } = all[index] ?? { packages: Number.NaN, size: Number.NaN }
        return [name, figure(packages), figure(size), times(size, ours.size)]
      }),
      goals: [
        atMost('packages that core, auth and claude install', 12, 'packages', ours.packages),
        atMost('their size', 5, 'MB', ours.size),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
