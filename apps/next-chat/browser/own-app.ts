import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { environment } from './settings.ts'

const next = createRequire(import.meta.url).resolve('next/dist/bin/next')

export interface OwnApp {
  readonly url: string
  readonly stop: () => void
}

/** The built app in a process of its own, for a test that needs another environment. */
export const startApp = (own: Readonly<Record<string, string>>): Promise<OwnApp> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'start', '-H', '127.0.0.1', '-p', '0'], {
      cwd: join(import.meta.dirname, '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...environment, ...own },
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
      const url = /Local: +(http:\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve({ url, stop: () => child.kill() })
    })
    child.on('exit', () => reject(new Error(`The app ended before it had started: ${said}`)))
  })
