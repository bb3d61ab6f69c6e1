import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Only our own scope, from anyone, and nothing from elsewhere: what is not published here is not found. */
const config = (folder: string): string => `storage: ${JSON.stringify(join(folder, 'storage'))}
uplinks: {}
auth:
  htpasswd:
    file: ${JSON.stringify(join(folder, 'htpasswd'))}
packages:
  '@x/*':
    access: $all
    publish: $all
log: { type: stdout, format: pretty, level: warn }
`

const isUp = async (url: string): Promise<boolean> =>
  fetch(`${url}/-/ping`).then(
    ({ ok }) => ok,
    () => false,
  )

/** Starts a registry on this machine that keeps everything below `folder`. */
export const startRegistry = async (folder: string): Promise<{ url: string; stop: () => void }> => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'config.yaml')
  writeFileSync(file, config(folder))
  const port = await freePort()
  const { resolve: find } = createRequire(resolve('environments/everywhere/runtimes/package.json'))
  const command = join(dirname(find('verdaccio/package.json')), 'bin/verdaccio')
  const child = spawn(process.execPath, [command, '--config', file, '--listen', `127.0.0.1:${port}`], {
    stdio: 'inherit',
  })
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    if (await isUp(url)) return { url, stop: () => child.kill() }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill()
  throw new Error('The local registry did not start: see above.')
}
