import { gzipSync } from 'node:zlib'
import { expect, test } from './page.ts'

test('the page comes with less than 200 kB of script', async ({ request }, info) => {
  const html = await (await request.get('/')).text()
  const scripts = [...html.matchAll(/<script[^>]*? src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag))
  expect(scripts.length).toBeGreaterThan(2)
  const bodies = await Promise.all(scripts.map(async ([, address = '']) => (await request.get(address)).body()))
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
  info.annotations.push({ type: 'script', description: `${bytes} bytes after gzip` })
  console.log(`Script of the chat page: ${bytes} bytes after gzip`)
  expect(bytes).toBeLessThan(200_000)
})
