import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { bundled } from '../bundle.ts'
import type { Runtime } from '../runtime.ts'
import { workerdBinary } from './command.ts'

/** One worker on a port of its choice; it may call this machine, which workers by default may not. */
const config = (module: string): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "${module}")],
      compatibilityDate = "2026-11-01",
      globalOutbound = "machine",
    )),
    (name = "machine", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`

/** The runtime of Cloudflare Workers itself. It tells its port on a file descriptor. */
export const workerd: Runtime = async ({ folder, caller, notInstalled }) => {
  const binary = workerdBinary()
  if (binary === undefined) return notInstalled ?? `npm has none for ${process.platform}-${process.arch}`
  const file = join(folder, 'workerd.capnp')
  writeFileSync(file, config(basename(await bundled(folder, 'worker', 'workerd'))))
  const child = spawn(binary, ['serve', '--control-fd=3', file], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
  try {
    const control = child.stdio[3]
    if (!(control instanceof Readable)) throw new Error('workerd has no control pipe.')
    const [line] = await Promise.race([once(createInterface(control), 'line'), once(child, 'exit')])
    const { port } = JSON.parse(String(line))
    const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(caller) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`workerd answered ${answer.status}: ${text}`)
    return JSON.parse(text)
  } finally {
    child.kill()
  }
}
