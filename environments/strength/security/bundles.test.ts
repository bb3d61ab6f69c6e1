import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** What a browser is meant to load. */
const code = `
  export * from '@x/bedrock-core/ui'
  export * from '@x/bedrock-react'
`

const bundle = await build({
  stdin: { contents: code, loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
  bundle: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'browser',
  conditions: ['bedrock-source'],
  external: ['react'],
  logLevel: 'silent',
})

test('what a browser loads holds no way to credentials, to the environment or to Bedrock', () => {
  const text = bundle.outputFiles.map((file) => file.text).join('')
  expect(text.length).toBeGreaterThan(10_000)
  expect(text).not.toMatch(/AWS_|process\.env|AWS4-HMAC|bedrock-runtime|x-amz-|Bearer |secretAccessKey/)
  const inputs = Object.keys(bundle.metafile.inputs).filter((path) => !path.startsWith('<'))
  expect(inputs.length).toBeGreaterThan(20)
  for (const path of inputs) expect(path).toMatch(/packages\/bedrock-(core|react)\/src\//)
})

test('the example’s pages import nothing of the server', () => {
  const root = new URL('../../../apps/next-chat/', import.meta.url)
  const pages = globSync('{components,lib}/**/*.{ts,tsx}', { cwd: root })
  expect(pages.length).toBeGreaterThan(10)
  for (const page of pages) {
    const text = readFileSync(new URL(page, root), 'utf8')
    expect(text, page).not.toMatch(
      /^import (?!type ).* from '.*\/server\/|@x\/bedrock-(auth|node|claude|local)|NEXT_PUBLIC_/m,
    )
  }
})
