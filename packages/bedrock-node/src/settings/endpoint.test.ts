import { describe, expect, it } from 'vitest'
import { readProfile } from '../profile/read-profile.ts'
import { folderWith } from '../testing/home.ts'
import { findEndpoint } from './endpoint.ts'

type Environment = Readonly<Record<string, string>>

const config = `
[default]
region = eu-west-3

[profile all]
endpoint_url = http://localhost:5

[profile own]
endpoint_url = http://localhost:5
services = local

[profile ignoring]
services = local
ignore_configured_endpoint_urls = true

[profile lost]
services = nowhere

[profile fips]
use_fips_endpoint = true
use_dualstack_endpoint = TRUE

[profile misspelt]
use_fips_endpoint = yes

[services local]
bedrock_runtime =
  endpoint_url = http://localhost:6
sts =
  endpoint_url = http://localhost:7
`

const find = async (option: string | undefined, environment: Environment, service: 'bedrock_runtime' | 'sts') =>
  findEndpoint(
    service,
    option,
    environment,
    await readProfile({ environment, home: folderWith({ '.aws/config': config }) }),
  )

const both = { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://localhost:1', AWS_ENDPOINT_URL: 'http://localhost:2' }
const ignore = { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' }

describe('endpoint', () => {
  it.each<[string | undefined, Environment, string | undefined, string]>([
    ['http://localhost:3', both, 'http://localhost:3', 'the endpoint option'],
    [undefined, both, 'http://localhost:1', 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME'],
    [undefined, { ...both, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: '' }, 'http://localhost:2', 'AWS_ENDPOINT_URL'],
    [
      undefined,
      { AWS_PROFILE: 'own', AWS_ENDPOINT_URL: 'http://localhost:2' },
      'http://localhost:2',
      'AWS_ENDPOINT_URL',
    ],
    [undefined, { AWS_PROFILE: 'own' }, 'http://localhost:6', 'services of profile own'],
    [undefined, { AWS_PROFILE: 'all' }, 'http://localhost:5', 'endpoint_url of profile all'],
    [undefined, { ...both, ...ignore }, undefined, 'AWS, by the region'],
    [undefined, { ...ignore, AWS_PROFILE: 'own' }, undefined, 'AWS, by the region'],
    [undefined, { AWS_PROFILE: 'ignoring' }, undefined, 'AWS, by the region'],
    [
      undefined,
      { AWS_PROFILE: 'ignoring', ...both, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' },
      'http://localhost:1',
      'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
    ],
    ['http://localhost:3', { ...both, ...ignore }, 'http://localhost:3', 'the endpoint option'],
    [undefined, {}, undefined, 'AWS, by the region'],
  ])('option %j, environment %j: %s from %s', async (option, environment, endpoint, from) => {
    const { useFips, useDualStack, ...found } = await find(option, environment, 'bedrock_runtime')
    expect(found).toEqual(endpoint === undefined ? { from } : { endpoint, from })
    expect([useFips, useDualStack]).toEqual([false, false])
  })

  it('each service has its own', async () => {
    expect(await find(undefined, { AWS_PROFILE: 'own' }, 'sts')).toMatchObject({ endpoint: 'http://localhost:7' })
    expect(await find(undefined, { AWS_ENDPOINT_URL_STS: 'http://localhost:8' }, 'sts')).toMatchObject({
      endpoint: 'http://localhost:8',
      from: 'AWS_ENDPOINT_URL_STS',
    })
  })

  it.each<[Environment, boolean, boolean]>([
    [{ AWS_USE_FIPS_ENDPOINT: 'true' }, true, false],
    [{ AWS_USE_DUALSTACK_ENDPOINT: 'True' }, false, true],
    [{ AWS_PROFILE: 'fips' }, true, true],
    [{ AWS_PROFILE: 'fips', AWS_USE_FIPS_ENDPOINT: 'false' }, false, true],
    [{ AWS_PROFILE: 'fips', AWS_USE_FIPS_ENDPOINT: ' ' }, true, true],
  ])('%j: FIPS %s, dual-stack %s', async (environment, useFips, useDualStack) => {
    expect(await find(undefined, environment, 'bedrock_runtime')).toMatchObject({ useFips, useDualStack })
  })

  it.each<[Environment, RegExp]>([
    [{ AWS_USE_FIPS_ENDPOINT: 'on' }, /AWS_USE_FIPS_ENDPOINT is neither true nor false/],
    [{ AWS_PROFILE: 'misspelt' }, /use_fips_endpoint of the profile is neither/],
    [{ AWS_PROFILE: 'lost' }, /no \[services nowhere\]/],
  ])('%j is refused', async (environment, message) => {
    await expect(find(undefined, environment, 'bedrock_runtime')).rejects.toMatchObject({
      code: 'invalid-argument',
      message: expect.stringMatching(message),
    })
  })
})
