import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const worker = (): string => {
  const main = createRequire(import.meta.url).resolve('msw')
  const root = main.slice(0, main.lastIndexOf(`${join('node_modules', 'msw')}`) + join('node_modules', 'msw').length)
  return readFileSync(join(root, 'lib', 'mockServiceWorker.js'), 'utf8')
}

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [join(dirname(fileURLToPath(import.meta.url)), 'page.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['bedrock-source', 'browser'],
  })
  return outputFiles[0]?.text ?? ''
}

/** Serves the page, its bundle for browsers, and MSW's worker. */
export const startSite = async (): Promise<{ url: string; close: () => void }> => {
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '/': [
      'text/html',
      '<!doctype html><html lang="en"><title>Page</title><body><script type="module" src="/page.js"></script></body></html>',
    ],
    '/page.js': ['text/javascript', await bundle()],
    '/mockServiceWorker.js': ['text/javascript', worker()],
  }
  const server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ''] ?? []
    response.writeHead(text === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' }).end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
