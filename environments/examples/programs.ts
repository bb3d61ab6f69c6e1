import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testIdentity } from '@x/bedrock-local'

export const root: string = join(import.meta.dirname, '../..')
export const folderOf = (example: string): string => join(root, 'examples', example)

/** What a process finds in its environment: a local Bedrock and nothing else. */
export const environmentFor = (url: string): Readonly<Record<string, string>> => ({
  NODE_ENV: 'test',
  PATH: process.env['PATH'] ?? '',
  // Not the caller's: no `.aws` is read. Bun and Deno keep their caches in it.
  HOME: join(tmpdir(), 'bedrock-examples-home'),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: testIdentity.accessKeyId,
  AWS_SECRET_ACCESS_KEY: testIdentity.secretAccessKey,
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url,
  PORT: '0',
})

export interface Running {
  readonly process: ChildProcess
  /** What was printed so far. */
  out: string
  err: string
  readonly ended: Promise<number | null>
}

export const start = (
  command: readonly [string, ...string[]],
  { example, url, input }: { readonly example: string; readonly url: string; readonly input?: string },
): Running => {
  const [program, ...rest] = command
  const child = spawn(program, rest, { cwd: folderOf(example), env: environmentFor(url) })
  const running: Running = {
    process: child,
    out: '',
    err: '',
    ended: new Promise((resolve, reject) => child.once('error', reject).once('close', resolve)),
  }
  child.stdout.on('data', (piece) => {
    running.out += piece
  })
  child.stderr.on('data', (piece) => {
    running.err += piece
  })
  child.stdin.end(input ?? '')
  return running
}
