import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'

interface Packed {
  readonly name: string
  readonly version: string
}

/** The manifest of a tarball: a file of it named `package/package.json`, whose size stands in octal at byte 124 of its header. */
const manifestIn = (tarball: Buffer): Packed => {
  const tar = gunzipSync(tarball)
  for (let at = 0; at + 512 <= tar.length; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 136), 8) || 0
    if (name === 'package/package.json') return JSON.parse(tar.toString('utf8', at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error('The tarball holds no package.json.')
}

/** Serves packed packages as an npm registry does, and nothing else, on a port of its choice. */
export const startRegistry = async (
  tarballs: readonly string[],
): Promise<{ readonly url: string; readonly stop: () => void }> => {
  const packed = new Map(
    tarballs.map((file) => {
      const bytes = readFileSync(file)
      const manifest = manifestIn(bytes)
      return [manifest.name, { bytes, manifest }] as const
    }),
  )
  const server = createServer((request, response) => {
    const [name = '', file] = decodeURIComponent((request.url ?? '').slice(1)).split('/-/')
    const found = packed.get(name)
    if (found === undefined) return response.writeHead(404).end('{}')
    const { bytes, manifest } = found
    if (file !== undefined) return response.end(bytes)
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    const dist = { tarball: `http://${request.headers.host}/${name}/-/package.tgz`, integrity }
    const { version } = manifest
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
