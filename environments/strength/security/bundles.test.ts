import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** What a browser is meant to load. */
const code = `
  export * from '@x/bedrock-core/ui'
  export * from '@x/bedrock-react'
`

const bundleOf = (contents: string) =>
  build({
    stdin: { contents, loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['bedrock-source'],
    external: ['react'],
    logLevel: 'silent',
  })

test('what a browser loads holds no way to credentials, to the environment or to Bedrock', async () => {
  const { outputFiles, metafile } = await bundleOf(code)
  const text = outputFiles.map((file) => file.text).join('')
  expect(text.length).toBeGreaterThan(10_000)
  expect(text).not.toMatch(/AWS_|process\.env|AWS4-HMAC|bedrock-runtime|x-amz-|Bearer |secretAccessKey/)
  const inputs = Object.keys(metafile.inputs).filter((path) => !path.startsWith('<'))
  expect(inputs.length).toBeGreaterThan(20)
  for (const path of inputs) expect(path).toMatch(/packages\/bedrock-(core|react)\/src\//)
})

test('the example’s components lead to nothing of the server, through whatever they import', async () => {
  const root = fileURLToPath(new URL('../../../apps/next-chat/', import.meta.url))
  const components = globSync('components/**/*.{ts,tsx}', { cwd: root })
  expect(components.length).toBeGreaterThan(10)
  const { metafile, outputFiles } = await build({
    entryPoints: components,
    absWorkingDir: root,
    outdir: 'unwritten',
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  })
  const packages = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external).map(({ path }) => path),
  )
  expect(packages).toContain('react')
  for (const name of packages) expect(name).not.toMatch(/^node:|^@x\/bedrock-(auth|node|claude|cohere|llama|oss|local)/)
  for (const { path, text } of outputFiles) expect(text, path).not.toMatch(/process\.env|AWS_|NEXT_PUBLIC_/)
})

test('the stores need no React: a page without it loads none', async () => {
  const stores =
    'createBranches, createChat, createCompletion, createObject, resumableTransport, resumeChat, runToolCalls'
  const { metafile } = await bundleOf(`import { ${stores} } from '@x/bedrock-react'\nconsole.log(${stores})`)
  const [output] = Object.values(metafile.outputs)
  expect(output?.imports).toEqual([])
  expect(output?.bytes).toBeGreaterThan(10_000)
})
