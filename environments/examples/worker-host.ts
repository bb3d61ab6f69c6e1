import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'

/** One worker with its variables on a port of its choice; it may call this machine, which workers by default may not. */
const config = (
  module: string,
  variables: Readonly<Record<string, string>>,
): string => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "${module}")],
      bindings = [${Object.entries(variables).map(([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)})`)}],
      compatibilityDate = "2026-11-01",
      globalOutbound = "machine",
    )),
    (name = "machine", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`

/** Serves a bundled worker in the runtime of Cloudflare Workers itself, which tells its port on a file descriptor. */
export const serveWorker = async (
  workerd: string,
  bundle: string,
  variables: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const file = join(dirname(bundle), 'workerd.capnp')
  writeFileSync(file, config(basename(bundle), variables))
  const child = spawn(workerd, ['serve', '--control-fd=3', file], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] })
  const control = child.stdio[3]
  if (!(control instanceof Readable)) throw new Error('workerd has no control pipe.')
  const [line] = await Promise.race([once(createInterface(control), 'line'), once(child, 'exit')])
  const { port } = JSON.parse(String(line))
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}
