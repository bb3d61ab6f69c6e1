import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { installOnDemand } from '../test/everywhere.ts'
import { layOut } from '../test/lay-out.ts'
import type { Check } from './finding.ts'

const environment = resolve('environments/everywhere')

/** As strict as users are, and our declarations read rather than skipped. */
const settings = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: [],
    noEmit: true,
  },
  files: ['consumer.ts'],
}

/** What the consumer's types may cost the compiler of this repository: it only ever comes down. */
const mostInstantiations = 38_000

/** Lays the consumer beside the packed packages. */
const prepare = (folder: string): void => {
  layOut(folder)
  copyFileSync(join(environment, 'test/consumer.ts'), join(folder, 'consumer.ts'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
}

const compile = (compiler: string, folder: string, flags: readonly string[] = []) =>
  spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false', ...flags], { encoding: 'utf8' })

/** Every TypeScript from 5.6 to the newest reads our declarations. */
export const checkCompilers: Check = async (folder) => {
  const missing = installOnDemand()
  if (missing !== undefined) {
    console.log(`SKIPPED other compilers: ${missing}`)
    return []
  }
  prepare(folder)
  const modules = join(environment, 'runtimes/node_modules')
  return readdirSync(modules)
    .filter((name) => name.startsWith('typescript-'))
    .flatMap((name) => {
      const { status, stdout, stderr } = compile(join(modules, name, 'bin/tsc'), folder)
      console.log(`     ${name}: ${status === 0 ? 'compiles' : 'FAILS'}`)
      return status === 0 ? [] : [`${name}:\n${stdout}${stderr}`]
    })
}

/** The price of our types, where the fuse of most compilers is millions. */
export const checkInstantiations: Check = async (folder) => {
  prepare(folder)
  const own = createRequire(import.meta.url).resolve('typescript')
  const { stdout } = compile(join(dirname(own), 'tsc.js'), folder, ['--extendedDiagnostics'])
  const counted = Number(/^Instantiations:\s+(\d+)$/m.exec(stdout)?.[1])
  console.log(`     ${counted} of at most ${mostInstantiations}`)
  return counted <= mostInstantiations ? [] : [`${counted} instantiations, more than ${mostInstantiations}:\n${stdout}`]
}
