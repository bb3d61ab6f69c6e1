import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

type Texts = Readonly<Record<string, string>>

const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bedrock-node-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A folder with these files; a new one is removed when the test ends. */
export const folderWith = (files: Texts, folder: string = freshFolder()): string => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return folder
}

/** Gives the process this environment and nothing else of AWS's, until the test ends. */
export const processEnvironment = (environment: Texts): Texts => {
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  return environment
}

/** A home folder with AWS's shared files, and the environment that leads to it. The instance metadata is off. */
export const homeWith = (config: string, more: Texts = {}, variables: Texts = {}): Texts => {
  const home = folderWith({ '.aws/config': config, ...more })
  return processEnvironment({ HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...variables })
}
