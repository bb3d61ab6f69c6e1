import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Fact, Tell } from './scenarios.ts'

/** Told of facts by another process, which has its address in FACTS. */
export const hearFacts = async (tell: Tell): Promise<{ readonly url: string; close(): void }> => {
  const server = createServer(async (request, response) => {
    tell((await text(request)) as Fact)
    response.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The other side. */
export const tellFacts: Tell = (fact) => void fetch(process.env['FACTS'] ?? '', { method: 'POST', body: fact })
