import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAmzDate } from './amz-date.ts'
import { sign } from './sign.ts'

/** What the SDK hands to its transport. */
interface Sent {
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

const secret = fc.string({ minLength: 16, maxLength: 60, unit: fc.constantFrom(...'ABCxyz019/+=') })
const calls = fc.record({
  modelId: fc.constantFrom(
    'anthropic.claude-3-haiku-20240307-v1:0',
    'us.meta.llama3-2-3b-instruct-v1:0',
    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:application-inference-profile/ab1',
  ),
  text: fc.string({ unit: 'grapheme', minLength: 1 }),
  converse: fc.boolean(),
  region: fc.constantFrom('us-east-1', 'eu-central-2', 'us-gov-west-1', 'cn-north-1'),
  endpoint: fc.constantFrom(undefined, 'https://proxy.example.com:8443', 'http://localhost:3000/below'),
  accessKeyId: fc.constantFrom('AKIDEXAMPLE', 'ASIAEXAMPLE'),
  secretAccessKey: secret,
  sessionToken: fc.option(secret, { nil: undefined }),
})
type Call = typeof calls extends fc.Arbitrary<infer Value> ? Value : never

/** The request that the SDK would send, signed; its transport keeps it and fails. */
const signedBySdk = async ({ modelId, text, converse, region, endpoint, ...keys }: Call): Promise<Sent> => {
  const { sessionToken, ...pair } = keys
  let sent: Sent | undefined
  const client = new BedrockRuntimeClient({
    region,
    maxAttempts: 1,
    credentials: { ...pair, ...(sessionToken === undefined ? {} : { sessionToken }) },
    authSchemePreference: ['sigv4'],
    ...(endpoint === undefined ? {} : { endpoint }),
    requestHandler: {
      handle: async (request: Sent) => {
        sent = request
        throw new Error('kept')
      },
    },
  })
  const messages = [{ role: 'user' as const, content: [{ text }] }]
  const work = converse
    ? client.send(new ConverseCommand({ modelId, messages }))
    : client.send(new InvokeModelCommand({ modelId, body: text, contentType: 'application/json' }))
  await expect(work).rejects.toThrow('kept')
  if (sent === undefined) throw new Error('the SDK sent nothing')
  return sent
}

const bytes = (body: unknown): Uint8Array<ArrayBuffer> => {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return new Uint8Array(body)
  throw new TypeError('the SDK sent a body of another kind')
}

it('signs 1,000 generated calls as the AWS SDK does', { timeout: 120_000 }, async () => {
  let compared = 0
  await fc.assert(
    fc.asyncProperty(calls, async (call) => {
      const { protocol, hostname, port, path, headers, body } = await signedBySdk(call)
      const url = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`
      const signed = await sign(
        { method: 'POST', url, headers, body: bytes(body) },
        call,
        { region: call.region, service: 'bedrock', date: new Date(readAmzDate(headers['x-amz-date'])) },
        { sendBodyHash: true },
      )
      expect(signed.headers['authorization']).toBe(headers['authorization'])
      compared += 1
    }),
    { numRuns: 1000 },
  )
  expect(compared).toBe(1000)
})
