/**
 * Plays Lambda's Node runtime for one event: `node lambda-host.ts <bundle>`. Stdin holds the request's body; what the handler
 * writes comes out as it is written, one line of JSON a piece, the metadata first.
 */
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

class Answering extends Writable {
  setContentType(): void {}

  override _write(piece: Uint8Array, _encoding: string, written: () => void): void {
    console.log(JSON.stringify({ at: performance.now(), piece: Buffer.from(piece).toString() }))
    written()
  }
}

Object.assign(globalThis, {
  awslambda: {
    streamifyResponse: <Handler>(handler: Handler): Handler => handler,
    HttpResponseStream: {
      from(stream: Answering, metadata: object): Answering {
        console.log(JSON.stringify({ metadata }))
        return stream
      },
    },
  },
})

const { handler } = await import(pathToFileURL(process.argv[2] ?? '').href)
const event = {
  version: '2.0',
  rawPath: '/api/chat',
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: { domainName: 'f.lambda-url.us-east-1.on.aws', http: { method: 'POST' } },
  body: await text(process.stdin),
  isBase64Encoded: false,
}
await handler(event, new Answering(), {})
process.exit()
