import { AwsV4Signer } from 'aws4fetch'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sign } from './sign.ts'

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const segment = fc
  .string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
  .filter((text) => text !== '.' && text !== '..')
  .map(encoded)
const query = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'A', 'max results', 'ключ'), fc.string({ maxLength: 8, unit: 'grapheme' })),
  { maxLength: 4 },
)
const secret = fc.string({ minLength: 16, maxLength: 60, unit: fc.constantFrom(...'ABCxyz019/+=') })
const headerValue = fc.string({ maxLength: 20, unit: fc.constantFrom(...'abc XYZ-;,=0') }).map((text) => text.trim())

const requests = fc.record({
  host: fc.constantFrom(
    'bedrock-runtime.us-east-1.amazonaws.com',
    'proxy.example.com:8443',
    'localhost:3000',
    '[::1]:4000',
  ),
  path: fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join('/')}`),
  query: query.map((pairs) => pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')),
  headers: fc.dictionary(fc.constantFrom('content-type', 'accept', 'x-amzn-bedrock-trace', 'x-own'), headerValue),
  body: fc.uint8Array({ maxLength: 400 }),
  region: fc.constantFrom('us-east-1', 'eu-central-2', 'us-gov-west-1', 'cn-north-1'),
  accessKeyId: fc.constantFrom('AKIDEXAMPLE', 'ASIAEXAMPLE'),
  secretAccessKey: secret,
  sessionToken: fc.option(secret, { nil: undefined }),
  date: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
})

it('signs 1,000 generated requests as aws4fetch does', { timeout: 60_000 }, async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(requests, async ({ host, path, query, headers, body, region, date, ...credentials }) => {
      const url = `https://${host}${path}${query === '' ? '' : `?${query}`}`
      const bytes = new Uint8Array(body)
      const signed = await sign({ method: 'POST', url, headers, body: bytes }, credentials, {
        region,
        service: 'bedrock',
        date,
      })
      const { sessionToken, ...pair } = credentials
      const foreign = await new AwsV4Signer({
        method: 'POST',
        url,
        headers,
        body: bytes,
        ...pair,
        ...(sessionToken === undefined ? {} : { sessionToken }),
        service: 'bedrock',
        region,
        datetime: `${date.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
        allHeaders: true,
      }).sign()
      expect(signed.headers['authorization']).toBe(foreign.headers.get('authorization'))
      compared += 1
    }),
    { numRuns: 1000 },
  )
  expect(compared).toBe(1000)
})
