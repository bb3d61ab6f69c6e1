import { describe, expect, it } from 'vitest'
import { readProfile } from '../profile/read-profile.ts'
import { folderWith } from '../testing/home.ts'
import { credentialVectors, type MetadataEndpointCase } from '../testing/vectors.ts'
import { metadataEndpoint } from './metadata-endpoint.ts'

const vectors = credentialVectors()
const cases = (vectors?.imdsEndpoint.tests ?? []).map((one) => [one.docs, one] as const)
console.log(`Metadata endpoints of smithy-rs: ${cases.length}`)

const resolve = async (one: MetadataEndpointCase): Promise<string> => {
  const home = folderWith(one.fs)
  const { AWS_CONFIG_FILE: file, ...environment } = one.env
  const files = file === undefined ? {} : { AWS_CONFIG_FILE: `${home}/${file}` }
  const { settings = {} } = await readProfile({ home, environment: files })
  return metadataEndpoint({
    environment,
    settings,
    ...(one.endpoint_override === undefined ? {} : { endpoint: one.endpoint_override }),
    ...(one.mode_override === undefined ? {} : { endpointMode: one.mode_override }),
  })
}

describe.skipIf(vectors === undefined)('metadata endpoints of smithy-rs', () => {
  it.each(cases)('%s', async (_, one) => {
    if (one.result.Ok === undefined) await expect(resolve(one)).rejects.toMatchObject({ code: 'invalid-argument' })
    else expect(`${await resolve(one)}/latest/api/token`).toBe(one.result.Ok)
  })
})

describe('metadata endpoints that would lead elsewhere', () => {
  it.each(['file:///etc/passwd', 'http://user:word@host', 'nonsense'])('%s is refused', (endpoint) => {
    expect(() => metadataEndpoint({ environment: {}, endpoint })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    )
  })
})
