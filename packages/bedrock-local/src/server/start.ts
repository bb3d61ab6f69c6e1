import { once } from 'node:events'
import { createLocalBedrock, type LocalBedrock } from '../local-bedrock.ts'
import type { LocalBedrockOptions } from '../options.ts'
import { toNodeHandler } from './bridge.ts'
import { createOnePortServer } from './one-port.ts'

export interface ServerOptions extends LocalBedrockOptions {
  /** Default 0: a free one. */
  readonly port?: number
  /** Default `127.0.0.1`: this machine only. */
  readonly host?: string
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

/** Starts a local Bedrock on a port, for HTTP/1.1 and HTTP/2 (h2c). @throws Error when the port is taken */
export const startLocalBedrock = async (options: ServerOptions = {}): Promise<RunningLocalBedrock> => {
  const { port = 0, host = '127.0.0.1', ...rest } = options
  if (rest.requireAuth === false)
    process.emitWarning('The local Bedrock lets everyone in, unchecked: requireAuth is false. AWS never does this.', {
      code: 'LOCAL_BEDROCK_NO_AUTH',
    })
  const local = createLocalBedrock(rest)
  const { server, closeAll } = createOnePortServer(toNodeHandler(local.fetch))
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
