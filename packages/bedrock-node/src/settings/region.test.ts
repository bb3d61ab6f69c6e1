import { describe, expect, it } from 'vitest'
import { readProfile } from '../profile/read-profile.ts'
import { folderWith } from '../testing/home.ts'
import { serve } from '../testing/serve.ts'
import { findRegion } from './region.ts'

const home = (): string =>
  folderWith({ '.aws/config': '[default]\nregion = eu-west-3\n[profile dev]\nregion = ap-south-1\n' })
const off = { AWS_EC2_METADATA_DISABLED: 'true' }

type Environment = Readonly<Record<string, string>>

const find = (option: string | undefined, environment: Environment, folder = home()) =>
  findRegion(option, { environment }, () => readProfile({ environment, home: folder }))

describe('region', () => {
  it.each<[string | undefined, Environment, string, string]>([
    ['eu-west-1', { AWS_REGION: 'us-east-1' }, 'eu-west-1', 'the region option'],
    [undefined, { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-east-1', 'AWS_REGION'],
    [undefined, { AWS_REGION: '  ', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2', 'AWS_DEFAULT_REGION'],
    [' ', { AWS_DEFAULT_REGION: ' us-west-2 ' }, 'us-west-2', 'AWS_DEFAULT_REGION'],
    [undefined, {}, 'eu-west-3', 'profile default'],
    [undefined, { AWS_PROFILE: 'dev' }, 'ap-south-1', 'profile dev'],
  ])('option %j, environment %j: %s from %s', async (option, environment, region, from) => {
    expect(await find(option, environment)).toEqual({ region, from })
  })

  it('comes from the instance where nothing else says one, by a session', async () => {
    const seen: string[] = []
    const { url } = await serve((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers['x-aws-ec2-metadata-token'] ?? ''}`)
      response.end(request.method === 'PUT' ? 'session' : 'sa-east-1\n')
    })
    const environment = { AWS_EC2_METADATA_SERVICE_ENDPOINT: url }
    expect(await find(undefined, environment, folderWith({}))).toEqual({
      region: 'sa-east-1',
      from: 'instance metadata',
    })
    expect(seen).toEqual(['PUT /latest/api/token ', 'GET /latest/meta-data/placement/region session'])
  })

  it.each([
    ['turned off', off, /AWS_EC2_METADATA_DISABLED is set/],
    ['unreachable', { AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1' }, /nothing answered at 127\.0\.0\.1:1/],
  ])('the last resort is us-east-1 with a warning: the instance is %s', async (_, environment, why) => {
    const { region, warning } = await find(undefined, environment, folderWith({}))
    expect([region, warning]).toEqual(['us-east-1', expect.stringMatching(why)])
  })
})
