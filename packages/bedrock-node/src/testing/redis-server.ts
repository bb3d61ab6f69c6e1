import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** Whether this machine has `redis-server`; tests that need it skip without, and say so. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) console.warn('SKIPPED: there is no redis-server on PATH. Debian: apt-get install redis-server.')

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  return typeof address === 'object' && address !== null ? address.port : 0
}

export interface RunningRedis {
  readonly port: number
  readonly url: string
  readonly process: ChildProcess
  close(): Promise<void>
}

/** A Redis of one's own on a free port, that keeps nothing on disk. */
export const startRedis = async (): Promise<RunningRedis> => {
  const port = await freePort()
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const process = spawn('redis-server', words, { stdio: 'ignore' })
  const probe = new Redis(port, { maxRetriesPerRequest: null, retryStrategy: () => 50 })
  probe.on('error', () => {})
  await probe.ping()
  probe.disconnect()
  const close = async (): Promise<void> => {
    if (process.exitCode !== null || process.signalCode !== null) return
    const exited = once(process, 'exit')
    process.kill()
    await exited
  }
  return { port, url: `redis://127.0.0.1:${port}`, process, close }
}
