import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { installOnDemand } from '../test/everywhere.ts'
import { layOut } from '../test/lay-out.ts'
import type { Check, Finding } from './finding.ts'

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

/** Makes `consumer.ts` of a folder what compilers are asked about. */
export const writeProject = (folder: string): void => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
}

/** Lays the consumer beside the packed packages. */
const prepare = (folder: string): void => {
  layOut(folder)
  copyFileSync(join(environment, 'test/consumer.ts'), join(folder, 'consumer.ts'))
  writeProject(folder)
}

const compile = (compiler: string, folder: string, flags: readonly string[] = []) =>
  spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false', ...flags], { encoding: 'utf8' })

/** What a compiler, by its script, has against a project. */
export const compiled = (compiler: string, folder: string): readonly Finding[] => {
  const { status, stdout, stderr } = compile(compiler, folder)
  return status === 0 ? [] : [`${compiler}:\n${stdout}${stderr}`]
}

/** The compiler of this repository. */
export const ownCompiler: string = join(dirname(createRequire(import.meta.url).resolve('typescript')), 'tsc.js')

/** What a project's types cost the compiler of this repository, where that is more than `most`. */
export const costly = (folder: string, most: number): readonly Finding[] => {
  const { stdout } = compile(ownCompiler, folder, ['--extendedDiagnostics'])
  const counted = Number(/^Instantiations:\s+(\d+)$/m.exec(stdout)?.[1])
  console.log(`     ${counted} of at most ${most}`)
  return counted <= most ? [] : [`${counted} instantiations, more than ${most}:\n${stdout}`]
}

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
      const findings = compiled(join(modules, name, 'bin/tsc'), folder)
      console.log(`     ${name}: ${findings.length === 0 ? 'compiles' : 'FAILS'}`)
      return findings
    })
}

/** The price of our types, where the fuse of most compilers is millions. */
export const checkInstantiations: Check = async (folder) => {
  prepare(folder)
  return costly(folder, mostInstantiations)
}
