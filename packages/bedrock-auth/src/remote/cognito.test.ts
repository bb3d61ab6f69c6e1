import { describe, expect, it } from 'vitest'
import { serve } from '../test/serve.ts'
import { cognitoIdentity } from './cognito.ts'

const identityPoolId = 'us-east-1:12345678-1234-1234-1234-123456789012'
const credentials = {
  AccessKeyId: 'ASIACOGNITO',
  SecretKey: 'secret',
  SessionToken: 'token',
  Expiration: 1_893_456_000,
}

const pool = () =>
  serve(({ headers }) =>
    headers['x-amz-target'] === 'AWSCognitoIdentityService.GetId'
      ? { body: JSON.stringify({ IdentityId: 'us-east-1:me' }) }
      : { body: JSON.stringify({ IdentityId: 'us-east-1:me', Credentials: credentials }) },
  )

describe('cognitoIdentity', () => {
  it('asks for the identity once and for credentials each time, unsigned', async () => {
    const { origin, received } = await pool()
    const logins = { 'accounts.example.com': 'user-token' }
    const provide = cognitoIdentity({
      identityPoolId,
      endpoint: origin,
      logins: async () => logins,
      customRoleArn: 'arn:role',
    })
    const first = await provide()
    await provide()
    expect([first?.accessKeyId, first?.secretAccessKey, first?.sessionToken, first?.expiration]).toEqual([
      'ASIACOGNITO',
      'secret',
      'token',
      new Date('2030-01-01T00:00:00Z'),
    ])
    expect(received.map(({ body }) => JSON.parse(body))).toEqual([
      { IdentityPoolId: identityPoolId, Logins: logins },
      { IdentityId: 'us-east-1:me', Logins: logins, CustomRoleArn: 'arn:role' },
      { IdentityId: 'us-east-1:me', Logins: logins, CustomRoleArn: 'arn:role' },
    ])
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/x-amz-json-1.1' })
    expect(received[0]?.headers).not.toHaveProperty('authorization')
  })

  it('serves guests without logins', async () => {
    const { origin, received } = await pool()
    expect((await cognitoIdentity({ identityPoolId, endpoint: origin })())?.accessKeyId).toBe('ASIACOGNITO')
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ IdentityPoolId: identityPoolId })
  })

  it('says why the pool refused', async () => {
    const body = JSON.stringify({
      __type: 'com.amazonaws#NotAuthorizedException',
      message: 'Unauthenticated access is not supported',
    })
    const { origin } = await serve(() => ({ status: 400, body }))
    await expect(cognitoIdentity({ identityPoolId, endpoint: origin })()).rejects.toMatchObject({
      code: 'broken-credentials',
      message: expect.stringMatching(/GetId was refused \(HTTP 400 NotAuthorizedException\): Unauthenticated access/),
    })
  })

  it.each(['no-region', 'evil.com/:x', 'us-east-1:'])('refuses the pool id %j', async (id) => {
    await expect(cognitoIdentity({ identityPoolId: id })()).rejects.toMatchObject({
      code: expect.stringMatching(/broken-credentials|invalid-argument/),
    })
  })
})
