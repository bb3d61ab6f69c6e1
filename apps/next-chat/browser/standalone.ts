/** The app as its Dockerfile ships it, away from the repository: only the files that it copies, its variables, its command. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'

const app = join(import.meta.dirname, '..')
const repository = join(app, '../..')

export const isBuilt = (): boolean => existsSync(join(app, '.next/standalone'))

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

/** The last stage of the Dockerfile. */
const stage =
  readFileSync(join(app, 'Dockerfile'), 'utf8')
    .split(/^FROM /m)
    .at(-1) ?? ''

/** `COPY --from=build` as pairs of a path in the repository and a path below the working directory. */
const copies = [...stage.matchAll(/^COPY --from=build (?:--\S+ )*\/repo\/(\S+) \.\/(\S*)$/gm)]
const variables = [...stage.matchAll(/^ENV (.+)$/gm)].flatMap(([, pairs = '']) =>
  [...pairs.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value] as const),
)
const command: readonly string[] = JSON.parse(/^CMD (\[.+\])$/m.exec(stage)?.[1] ?? '[]')

/** A folder that holds what the image's does. */
export const shipped = (): string => {
  if (copies.length === 0 || command[0] !== 'node') throw new Error('The Dockerfile is not read any more.')
  const folder = mkdtempSync(join(tmpdir(), 'next-chat-'))
  mkdirSync(join(folder, 'home'))
  for (const [, from = '', to = ''] of copies)
    cpSync(join(repository, from), join(folder, 'srv', to), { recursive: true, verbatimSymlinks: true })
  return folder
}

export interface RunningApp {
  readonly url: string
  /** All that it has written to its log. */
  readonly log: () => string
  readonly stop: () => Promise<void>
}

/** Starts it from such a folder, with these variables and none of this machine's. */
export const startApp = async (
  folder: string,
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Promise<RunningApp> => {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child: ChildProcess = spawn(process.execPath, [...nodeOptions, ...command.slice(1)], {
    cwd: join(folder, 'srv'),
    env: {
      PATH: process.env['PATH'],
      HOME: join(folder, 'home'),
      TMPDIR: join(folder, 'home'),
      NODE_ENV: 'production',
      ...Object.fromEntries(variables),
      PORT: `${port}`,
      // Nothing of a cloud that the tests may run in.
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (piece: string) => {
      log += piece
    })
  await expect(async () => expect((await fetch(url)).status).toBe(200), log).toPass({ timeout: 30_000 })
  return {
    url,
    log: () => log,
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill()
      await once(child, 'exit')
    },
  }
}

export const removed = (folder: string): void => rmSync(folder, { recursive: true, force: true })

const localBedrock = join(repository, 'packages/bedrock-local/src/bin.ts')
const wanted = /(AWS_ENDPOINT_URL_BEDROCK_RUNTIME|AWS_REGION|AWS_BEARER_TOKEN_BEDROCK)=(\S+)/g

/** A Bedrock of its own process, with the address and the key that it says of itself. */
export const startBedrock = async (): Promise<{
  readonly environment: Readonly<Record<string, string>>
  readonly stop: () => void
}> => {
  const child = spawn(process.execPath, ['--conditions=bedrock-source', localBedrock, '--port', '0'])
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    said += piece
  })
  const environment = (): Readonly<Record<string, string>> =>
    Object.fromEntries([...said.matchAll(wanted)].map(([, name = '', value = '']) => [name, value]))
  await expect.poll(() => Object.keys(environment()), { timeout: 30_000 }).toHaveLength(3)
  return { environment: environment(), stop: () => child.kill() }
}
