import { once } from 'node:events'
import { createLocalBedrock, type LocalBedrock } from '../local-bedrock.ts'
import type { LocalBedrockOptions } from '../options.ts'
import { type CallLog, createCallLog } from '../watch/call-log.ts'
import type { Watcher } from '../watch/event.ts'
import { servePage } from '../watch/serve-page.ts'
import { toNodeHandler } from './bridge.ts'
import { createOnePortServer } from './one-port.ts'

export interface ServerOptions extends LocalBedrockOptions {
  /** Default 0: a free one. */
  readonly port?: number
  /** Default `127.0.0.1`: this machine only. */
  readonly host?: string
  /** True shows the last calls at `/_local`; a log of one's own is shown instead. Default false. */
  readonly page?: boolean | CallLog
}

export interface RunningLocalBedrock extends LocalBedrock {
  /** What to give a client as its endpoint, such as `http://127.0.0.1:4010`. */
  readonly url: string
  readonly port: number
  /** Ends every connection and frees the port. */
  readonly close: () => Promise<void>
}

/** Connections that may wait to be accepted. Node asks for 511, fewer than a thousand callers who come at once. */
const backlog = 4096

/** Both are told. */
const watching = (log: CallLog | undefined, watch: Watcher | undefined): { watch?: Watcher } => {
  if (log === undefined) return {}
  return {
    watch: (event) => {
      log.watch(event)
      watch?.(event)
    },
  }
}

/** Starts a local Bedrock on a port, for HTTP/1.1 and HTTP/2 (h2c). @throws Error when the port is taken */
export const startLocalBedrock = async (options: ServerOptions = {}): Promise<RunningLocalBedrock> => {
  const { port = 0, host = '127.0.0.1', page = false, ...rest } = options
  if (rest.requireAuth === false)
    process.emitWarning('The local Bedrock lets everyone in, unchecked: requireAuth is false. AWS never does this.', {
      code: 'LOCAL_BEDROCK_NO_AUTH',
    })
  const log = page === true ? createCallLog() : page === false ? undefined : page
  const local = createLocalBedrock({ ...rest, ...watching(log, rest.watch) })
  const fetch: LocalBedrock['fetch'] = async (request) =>
    (log && servePage(request, log, [host])) ?? local.fetch(request)
  const { server, closeAll } = createOnePortServer(toNodeHandler(fetch))
  server.listen({ port, host, backlog })
  await once(server, 'listening')
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    ...local,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    port: bound,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      closeAll()
      await closed
    },
  }
}
