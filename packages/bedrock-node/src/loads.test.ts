import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { serve } from './testing/serve.ts'

/** What a fresh process loads when it imports the package and runs `code`. */
const loadedBy = async (code: string): Promise<readonly string[]> => {
  const program = `import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
    const door = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
    ${code}
    console.log(JSON.stringify(loaded))`
  const flags = ['--conditions=bedrock-source', '--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, flags)
  const loaded: unknown = JSON.parse(stdout)
  return Array.isArray(loaded) ? loaded.map(String) : []
}

const of = (loaded: readonly string[], part: string): readonly string[] => loaded.filter((url) => url.includes(part))

test('who only asks models loads no server and no more of undici than its pool', async () => {
  const loaded = await loadedBy(
    `door.createNodeBedrock({ region: 'us-east-1', auth: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'x' }, families: [] })`,
  )
  expect(of(loaded, 'undici/lib/dispatcher/pool.js')).toHaveLength(1)
  expect(of(loaded, 'undici/lib/web/')).toEqual([])
  expect(of(loaded, 'undici/lib/global.js')).toEqual([])
  expect(of(loaded, '/srvx/')).toEqual([])
})

test('a handler loads its server while nobody has asked yet', async () => {
  const loaded = await loadedBy(`door.toNodeListener(() => new Response())
    const late = Date.now() + 20_000
    while (!loaded.some((url) => url.includes('/srvx/')) && Date.now() < late) await new Promise((done) => setTimeout(done, 5))`)
  expect(of(loaded, '/srvx/')).not.toEqual([])
})

test('Node’s own fetch is loaded while the first request is under way, not before', async () => {
  const { url } = await serve((_, response) => setTimeout(() => response.end('ok'), 1000))
  const loaded = await loadedBy(`
    const { subscribe } = await import('node:diagnostics_channel')
    const told = (when) => loaded.push(when + process.moduleLoadList.some((name) => name.endsWith('deps/undici/undici')))
    subscribe('undici:client:sendHeaders', () => told('sent:'))
    subscribe('undici:request:headers', () => told('answered:'))
    await (await door.nodeFetch()(${JSON.stringify(url)}, { headers: { 'x-test': '1' } })).text()`)
  expect([of(loaded, 'sent:'), of(loaded, 'answered:')]).toEqual([['sent:false'], ['answered:true']])
})
