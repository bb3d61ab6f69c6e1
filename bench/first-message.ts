import { type ChildProcess, fork } from 'node:child_process'

/** Starts a script of this package in a process of its own and waits for what it has to say first. */
export const firstMessage = <T>(
  file: URL,
  args: readonly string[],
  is: (message: unknown) => message is T,
  env: Readonly<Record<string, string>> = {},
): { readonly child: ChildProcess; readonly message: Promise<T> } => {
  const child = fork(file, args, { execArgv: ['--conditions=bedrock-source'], env: { ...process.env, ...env } })
  const message = new Promise<T>((resolve, reject) => {
    child.on('message', (said) => (is(said) ? resolve(said) : reject(new Error('unexpected message'))))
    child.on('exit', (code) => reject(new Error(`${file.pathname} ended with ${code} before it reported`)))
  })
  return { child, message }
}
