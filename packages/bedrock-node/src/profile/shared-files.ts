import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import type { Environment } from '@x/bedrock-auth'
import { firstValue } from '../settings/value.ts'

/** Where AWS's shared files are. */
export interface SharedFiles {
  readonly config: string
  readonly credentials: string
}

const homeOf = (environment: Environment, windows: boolean): string => {
  const { HOMEDRIVE: drive, HOMEPATH: path } = environment
  const windowsHome = windows && drive !== undefined && path !== undefined ? `${drive}${path}` : undefined
  return firstValue(environment, windows ? ['HOME', 'USERPROFILE'] : ['HOME']) ?? windowsHome ?? homedir()
}

/** `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, else `.aws` in the home folder. `~/` stands for the home folder. */
export const sharedFiles = (
  environment: Environment,
  home?: string,
  platform: NodeJS.Platform = process.platform,
): SharedFiles => {
  const windows = platform === 'win32'
  const { join } = windows ? win32 : posix
  const folder = home ?? homeOf(environment, windows)
  const at = (variable: string, name: string): string =>
    firstValue(environment, [variable])?.replace(/^~(?=[/\\])/, () => folder) ?? join(folder, '.aws', name)
  return { config: at('AWS_CONFIG_FILE', 'config'), credentials: at('AWS_SHARED_CREDENTIALS_FILE', 'credentials') }
}
