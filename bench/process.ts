import { type ChildProcess, fork } from 'node:child_process'

export interface Begun<T> {
  readonly child: ChildProcess
  /** What it says first. */
  readonly message: Promise<T>
}

/** What a process says next. */
export const heard = <T>(child: ChildProcess, is: (message: unknown) => message is T): Promise<T> =>
  new Promise((resolve, reject) => {
    const told = (said: unknown): void => {
      child.off('exit', ended)
      if (is(said)) resolve(said)
      else reject(new Error(`unexpected message of ${child.spawnargs.join(' ')}`))
    }
    const ended = (code: number | null): void => {
      child.off('message', told)
      reject(new Error(`${child.spawnargs.join(' ')} ended with ${code} before it reported`))
    }
    child.once('message', told).once('exit', ended)
  })

/** Starts a script of this package in a process of its own, which reads the packages as published. */
export const begin = <T>(
  file: string,
  args: readonly string[],
  is: (message: unknown) => message is T,
  env: Readonly<Record<string, string>> = {},
): Begun<T> => {
  const script = new URL(file, import.meta.url)
  const child = fork(script, args, { execArgv: ['--expose-gc'], env: { ...process.env, ...env } })
  return { child, message: heard(child, is) }
}

const isPort = (message: unknown): message is { port: number } =>
  typeof message === 'object' && message !== null && 'port' in message && typeof message.port === 'number'

/** Where a server listens. `authority`: a file with its certificate, for `NODE_EXTRA_CA_CERTS`. */
export interface Place {
  readonly endpoint: string
  readonly authority?: string
}

/** Starts the server for as long as `use` needs it. */
export const withServer = async <T>(
  place: { readonly tls?: string },
  use: (place: Place) => Promise<T>,
): Promise<T> => {
  const { tls } = place
  const server = begin('./server/raw-server.ts', tls === undefined ? [] : [tls], isPort)
  try {
    const { port } = await server.message
    return await use(
      tls === undefined
        ? { endpoint: `http://127.0.0.1:${port}` }
        : { endpoint: `https://127.0.0.1:${port}`, authority: tls },
    )
  } finally {
    server.child.kill()
  }
}
