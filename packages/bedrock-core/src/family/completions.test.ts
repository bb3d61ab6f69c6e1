import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const fileName = fileURLToPath(new URL('./completions-example.ts', import.meta.url))
const source = `
import { createBedrock } from '../client/create-bedrock.ts'
import type { Auth } from '../wire/http.ts'
import { defineFamily } from './define.ts'
import type { Family } from './family.ts'
import type { Format } from './format.ts'

declare const auth: Auth
declare const format: Format
const acme = (): Family<'acme', 'acme.', object, 'acme.one-v1:0' | 'us.acme.two-v1:0'> =>
  defineFamily({ name: 'acme', prefixes: ['acme.'], formats: [format] })
createBedrock({ region: 'us-east-1', auth, families: [acme()] })('')
`

/** A language service that sees one file which is not on the disk. */
const service = (): ts.LanguageService =>
  ts.createLanguageService({
    getCompilationSettings: () => ({
      strict: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
    }),
    getScriptFileNames: () => [fileName],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = name === fileName ? source : ts.sys.readFile(name)
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
    },
    fileExists: (name) => name === fileName || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  })

it('offers the known ids of installed families in an editor', () => {
  const languageService = service()
  const completions = languageService.getCompletionsAtPosition(fileName, source.lastIndexOf("('')") + 2, {})
  expect(languageService.getSemanticDiagnostics(fileName).map(({ messageText }) => messageText)).toHaveLength(1)
  expect(completions?.entries.map((entry) => entry.name)).toEqual(
    expect.arrayContaining(['acme.one-v1:0', 'us.acme.two-v1:0']),
  )
})
