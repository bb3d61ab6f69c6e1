import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { bundleForNode } from './bundle-for-node.ts'
import { hearFacts } from './facts.ts'
import type { Tell } from './scenarios.ts'
import type { Serving } from './servers.ts'

/** Beside the installed packages, so that Next finds itself; nothing of it is kept. */
const app = join(import.meta.dirname, 'node_modules/.cache/next-app')

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  'next.config.js': `const root = ${JSON.stringify(join(import.meta.dirname, '../..'))}
export default { outputFileTracingRoot: root, turbopack: { root } }`,
  'app/api/chat/route.js': `export { POST } from './handler.cjs'`,
}

const next = (command: string, options: readonly string[] = [], facts = ''): ChildProcess =>
  spawn(process.execPath, [createRequire(import.meta.url).resolve('next/dist/bin/next'), command, app, ...options], {
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', FACTS: facts },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const outputOf = (process: ChildProcess): (() => string) => {
  let output = ''
  for (const stream of [process.stdout, process.stderr])
    stream?.on('data', (piece) => {
      output += String(piece)
    })
  return () => output
}

/** Builds the smallest app for production: one route handler. */
export const buildNextApp = async (): Promise<void> => {
  await mkdir(join(app, 'app/api/chat'), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(app, name), text)
  await bundleForNode('next-route.ts', join(app, 'app/api/chat/handler.cjs'))
  const building = next('build')
  const output = outputOf(building)
  const [code] = await once(building, 'close')
  if (code !== 0) throw new Error(`next build failed:\n${output()}`)
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** `next start`, on what was built. */
export const serveNext = async (tell: Tell): Promise<Serving> => {
  const facts = await hearFacts(tell)
  const port = await freePort()
  const server = next('start', ['-H', '127.0.0.1', '-p', String(port)], facts.url)
  const output = outputOf(server)
  while (!output().includes('Ready')) {
    if (server.exitCode !== null) throw new Error(`next start failed:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    port,
    close() {
      server.kill()
      facts.close()
    },
  }
}
