import { type ChildProcess, spawn } from 'node:child_process'

export interface Shell {
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const begin = (line: string, { folder, env }: Shell): ChildProcess =>
  // A group of its own, so that what a command starts ends with it.
  spawn(line, { cwd: folder, env, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })

/** Runs one line to its end. @throws Error with what it said, when it fails */
export const run = async (line: string, shell: Shell): Promise<string> => {
  const child = begin(line, shell)
  let out = ''
  let said = ''
  child.stdout?.on('data', (piece) => {
    out += piece
    said += piece
  })
  child.stderr?.on('data', (piece) => {
    said += piece
  })
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code !== 0) throw new Error(`"${line}" ended with ${code}:\n${said}`)
  return out
}

export interface Running {
  /** What it had printed when it was ready. */
  readonly said: string
  readonly stop: () => void
}

/** Starts one line that stays, and waits for what tells that it is ready. @throws Error with what it said, when it ends */
export const stay = async (line: string, ready: RegExp, shell: Shell): Promise<Running> => {
  const child = begin(line, shell)
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const take = (piece: unknown): void => {
      said += piece
      if (ready.test(said)) resolve()
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`"${line}" ended with ${code}:\n${said}`)))
  })
  return {
    said,
    stop: () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid)
    },
  }
}
