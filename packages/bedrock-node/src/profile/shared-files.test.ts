import { describe, expect, it } from 'vitest'
import { credentialVectors } from '../testing/vectors.ts'
import { sharedFiles } from './shared-files.ts'

const vectors = credentialVectors()
const cases = (vectors?.fileLocation.tests ?? []).map((one) => [one.name, one] as const)
console.log(`File locations of smithy-rs: ${cases.length}`)

describe.skipIf(vectors === undefined)('file locations of smithy-rs', () => {
  it.each(cases)('%s', (_, { environment, platform, configLocation, credentialsLocation }) => {
    expect(sharedFiles(environment, undefined, platform === 'windows' ? 'win32' : 'linux')).toEqual({
      config: configLocation,
      credentials: credentialsLocation,
    })
  })
})

describe('sharedFiles', () => {
  it('takes ~ for the home folder, and a home given in code before that of the environment', () => {
    const environment = { HOME: '/wrong', AWS_CONFIG_FILE: '~/aws.ini' }
    expect(sharedFiles(environment, '/home/a', 'linux')).toEqual({
      config: '/home/a/aws.ini',
      credentials: '/home/a/.aws/credentials',
    })
  })
})
