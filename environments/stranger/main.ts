/** Follows the front page in an empty folder: `node main.ts <folder> <tarball> …` leaves the counts in `<folder>.json`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freePort } from './free-port.ts'
import { guideOf } from './guide.ts'
import { browserPath, watchAnswer } from './look.ts'
import { startRegistry } from './registry.ts'
import { type Running, run, type Shell, stay } from './shell.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const front = guideOf(read('README.md'), '\n## In a project of yours\n', '\n## Families\n')
const beginning = guideOf(read('docs/getting-started.md'))

/** What each program of the two pages prints. */
const prints: Readonly<Record<string, RegExp>> = {
  'text.ts': /^hello \d+\n$/,
  'stream.ts': /simulated answer[\s\S]*\nstop: \d+ tokens\n$/,
  'tools.ts': /Lisbon: 21 °C[\s\S]* 2\n$/,
  'object.ts': /^\S.* \d+\n$/,
  'test.ts': /^hello\n$/,
  'getting-started/text.ts': /^hello stop \d+\n$/,
  'getting-started/chat.ts': /^one\ntwo\n$/,
}

const [folder = '', ...tarballs] = process.argv.slice(2)
mkdirSync(folder)
const counts = { passed: 0, failed: 0, skipped: 0 }

/** One thing that a stranger tries. */
const step = async (name: string, work: () => Promise<void>): Promise<void> => {
  const begun = performance.now()
  const failure = await work().then(
    () => undefined,
    (error: unknown) => String(error),
  )
  counts[failure === undefined ? 'passed' : 'failed'] += 1
  console.log(`${failure === undefined ? '✔' : '✖'} ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
  if (failure !== undefined) console.log(failure.replace(/^/gm, '    '))
}

const save = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const registry = await startRegistry(tarballs)
const running: Running[] = []
/** As this process's own, but that no AWS of its reader shows through. */
const surroundings = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')))
const shell: Shell = {
  folder,
  env: {
    ...surroundings,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  },
}
// What we publish, before we have published it.
save('.npmrc', `@x:registry=${registry.url}\n`)

const local = 'npx @x/bedrock-local'
let variables: Readonly<Record<string, string>> = {}
try {
  for (const line of front.commands)
    await step(line, async () => {
      if (line !== local) return void (await run(line, shell))
      // Not on its usual port, which may be somebody's here.
      const started = await stay(`${line} --port 0`, /\/_local\n/, shell)
      running.push(started)
      variables = Object.fromEntries(
        [...(started.said.split('An API key')[0] ?? '').matchAll(/^ {2}export ([A-Z_]+)=(\S+)$/gm)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      )
    })
  // Nor a profile in its home.
  const inside: Shell = { folder, env: { ...shell.env, HOME: folder, ...variables } }

  const programs = { ...front.files }
  for (const [path, text] of Object.entries(beginning.files)) programs[`getting-started/${path}`] = text
  const pageFiles = Object.keys(programs).filter((path) => path.startsWith('app/'))
  await step('every program of the pages is known here, and none besides', async () => {
    const found = Object.keys(programs).filter((path) => !pageFiles.includes(path))
    if (found.toSorted().join() !== Object.keys(prints).toSorted().join())
      throw new Error(`The pages have ${found.join(', ')}.`)
  })
  for (const [path, text] of Object.entries(programs)) {
    save(path, text)
    const expected = prints[path]
    if (expected === undefined) continue
    await step(`node ${path}`, async () => {
      const printed = await run(`node ${path}`, inside)
      if (!expected.test(printed)) throw new Error(`It printed:\n${printed}`)
    })
  }

  if (browserPath === undefined) {
    counts.skipped += 1
    console.log('SKIPPED the page: there is no Chromium; install one, or set CHROMIUM_PATH')
  } else
    await step(`npx next dev: ${pageFiles.join(', ')}`, async () => {
      const port = await freePort()
      running.push(await stay('npx next dev', /Ready in/, { ...inside, env: { ...inside.env, PORT: String(port) } }))
      const seen = await watchAnswer(`http://localhost:${port}`, browserPath ?? '')
      if (!/simulated answer/.test(seen.at(-1) ?? '')) throw new Error(`The page showed: ${seen.at(-1)}`)
      if (seen.length < 3) throw new Error(`The answer came in ${seen.length} pieces: it did not stream.`)
    })
} finally {
  for (const { stop } of running) stop()
  registry.stop()
}
writeFileSync(`${folder}.json`, JSON.stringify(counts))
