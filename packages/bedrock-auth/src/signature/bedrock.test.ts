import { describe, expect, it } from 'vitest'
import { bedrockCases, credentialsOf } from '../test/sigv4-vectors.ts'
import { sign } from './sign.ts'

const cases = bedrockCases()
console.log(`Requests to Bedrock signed by botocore: ${cases.length}`)

describe.skipIf(cases.length === 0)('equals botocore', () => {
  it('has all ten', () => expect(cases).toHaveLength(10))

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, { context, request, signedHeaders }) => {
    const signed = await sign(
      { ...request, body: new TextEncoder().encode(request.body) },
      credentialsOf(context.credentials),
      { region: context.region, service: context.service, date: new Date(context.timestamp) },
    )
    expect(signed.url).toBe(request.url)
    const lowerCase = Object.fromEntries(
      Object.entries(signedHeaders).map(([name, value]) => [name.toLowerCase(), value]),
    )
    expect(signed.headers).toMatchObject(lowerCase)
  })
})
