import { readFile } from 'node:fs/promises'
import type { Environment } from '@x/bedrock-auth'
import { firstValue } from '../settings/value.ts'
import { type SharedFiles, sharedFiles } from './shared-files.ts'

export interface ProfileOptions {
  /** Default: `AWS_PROFILE`, else `default`. */
  readonly profile?: string
  /** Default: the process's. What AWS's SSO, login and process providers read by themselves stays the process's own. */
  readonly environment?: Environment
  /** The folder that holds `.aws`. Default: the environment's, else the user's. */
  readonly home?: string
}

export type Section = Readonly<Record<string, string | undefined>>

/** A profile as the shared files say it, the credentials file before the config file, key by key. */
export interface Profile {
  readonly name: string
  /** Absent: nobody did, it is the default. */
  readonly namedBy?: 'the profile option' | 'AWS_PROFILE'
  /** Undefined: no file has it. */
  readonly settings: Section | undefined
  /** Every profile, for those that name others. */
  readonly profiles: Readonly<Record<string, Section | undefined>>
  /** A `[services …]` section; its keys are `sts.endpoint_url` and the like. */
  readonly services: (name: string) => Section | undefined
  readonly files: SharedFiles
  /** Files that are there and could not be read, with the reason. AWS's loader takes them for empty. */
  readonly unreadable: readonly string[]
}

const missing: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR'])

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'no reason given'

/** Undefined: it is there and can be read. */
const troubleWith = async (file: string): Promise<'missing' | `${string} cannot be read (${string})` | undefined> => {
  try {
    await readFile(file)
    return undefined
  } catch (error) {
    const code = codeOf(error)
    return missing.has(code) ? 'missing' : `${file} cannot be read (${code})`
  }
}

type Loaded = Readonly<Record<'configFile' | 'credentialsFile', Readonly<Record<string, Section>>>>

const load = async (files: SharedFiles): Promise<Loaded> => {
  const { loadSharedConfigFiles } = await import('@smithy/core/config')
  return loadSharedConfigFiles({ configFilepath: files.config, filepath: files.credentials, ignoreCache: true })
}

const namedBy = ({ profile, environment }: ProfileOptions): Pick<Profile, 'name' | 'namedBy'> => {
  if (profile !== undefined && profile.trim() !== '') return { name: profile.trim(), namedBy: 'the profile option' }
  const name = firstValue(environment ?? process.env, ['AWS_PROFILE'])
  return name === undefined ? { name: 'default' } : { name, namedBy: 'AWS_PROFILE' }
}

/** Reads the shared files anew, with AWS's own parser, which is loaded when there is one. Files that are missing are empty. */
export const readProfile = async (options: ProfileOptions = {}): Promise<Profile> => {
  const files = sharedFiles(options.environment ?? process.env, options.home)
  const troubles = await Promise.all([files.config, files.credentials].map(troubleWith))
  const nothing = troubles.every((trouble) => trouble === 'missing')
  const { configFile, credentialsFile } = nothing ? { configFile: {}, credentialsFile: {} } : await load(files)
  const profiles: Record<string, Section> = { ...configFile }
  for (const [name, section] of Object.entries(credentialsFile)) profiles[name] = { ...profiles[name], ...section }
  const named = namedBy(options)
  return {
    ...named,
    settings: Object.hasOwn(profiles, named.name) ? profiles[named.name] : undefined,
    profiles,
    services: (name) => configFile[`services.${name}`],
    files,
    unreadable: troubles.filter((trouble) => trouble !== undefined && trouble !== 'missing'),
  }
}
