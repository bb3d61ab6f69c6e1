import { anyConverse, createBedrock, generateText } from '@x/bedrock-core'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { fuzz, orRefused } from './fuzz.ts'

/** Where a call would go, or undefined where it was refused before anything was signed. */
const goesTo = async (region: string, id: string, endpoint?: string): Promise<URL | undefined> => {
  let sent: string | undefined
  await orRefused(async () => {
    const bedrock = createBedrock({
      region,
      families: [anyConverse()],
      retry: false,
      ...(endpoint === undefined ? {} : { endpoint }),
      auth: async (request) => {
        sent = request.url
        return request
      },
      fetch: async () => new Response('{}', { status: 400 }),
    })
    await generateText({ model: bedrock(id, { family: 'converse' }), prompt: 'Hi' })
  }, ['invalid-argument', 'no-region', 'unknown-family', 'validation', 'unknown'])
  return sent === undefined ? undefined : new URL(sent)
}

const parts = ['us.', 'amazon.nova-lite-v1:0', 'arn:aws:bedrock:us-east-1:1:', 'inference-profile/', 'bedrock:']
const evil = [
  '../',
  '/',
  '\\',
  '?',
  '#',
  '%2F',
  '%2e%2e',
  '@',
  ':',
  '..',
  '\r\n',
  '\u0000',
  ' ',
  '。',
  'evil.example',
  '::',
  '//',
]
const crafted = (good: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .array(fc.oneof(fc.constantFrom(...good), fc.constantFrom(...evil), fc.string({ maxLength: 4 })), {
        minLength: 1,
        maxLength: 6,
      })
      .map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )

const hosts =
  /^bedrock-runtime\.[a-z0-9-]{1,63}\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/

const schemes = ['https://', 'http://', 'HTTP://', 'ftp://', '//', '']
const machines = [
  'localhost',
  'a.localhost',
  '127.0.0.1',
  '[::1]',
  'vpce.example',
  'me:secret@vpce.example',
  'me@localhost',
]
/** What makes another host, port, path or more of one. */
const behind = [
  '',
  '.evil.example',
  'evil.example',
  '@evil.example',
  ':8080',
  '/path/',
  '?',
  '?a=1',
  '#',
  '#a',
  '\\@evil.example',
]

describe('names that become addresses', () => {
  fuzz(
    'a model id or ARN of any characters stays one segment of its path',
    crafted(parts),
    async (id) => {
      const url = await goesTo('us-east-1', id)
      if (url === undefined) return false
      expect(url.host).toBe('bedrock-runtime.us-east-1.amazonaws.com')
      expect(url.pathname).toMatch(/^\/model\/[^/]+\/converse$/)
      expect(decodeURIComponent(url.pathname.split('/')[2] ?? '')).toBe(id.replace(/^bedrock:/, ''))
      expect(url.search + url.hash).toBe('')
      return true
    },
    2000,
  )

  fuzz(
    'a region of any characters leads to AWS or nowhere',
    crafted(['us-east-1', 'cn-north-1', 'us-iso-east-1', '-fips']),
    async (region) => {
      const url = await goesTo(region, 'amazon.nova-lite-v1:0')
      if (url === undefined) return false
      expect(url.host).toMatch(hosts)
      expect(url.protocol).toBe('https:')
      return true
    },
    2000,
  )

  fuzz(
    'an endpoint is https, or of this machine, and nothing but host and path',
    fc.oneof(
      fc
        .tuple(fc.constantFrom(...schemes), fc.constantFrom(...machines), fc.constantFrom(...behind))
        .map((pieces) => pieces.join('')),
      crafted(['https://', 'http://', 'localhost', '127.0.0.1', 'vpce.example']),
      fc.webUrl(),
    ),
    async (endpoint) => {
      const url = await goesTo('us-east-1', 'amazon.nova-lite-v1:0', endpoint)
      if (url === undefined || endpoint === '') return false
      expect(url.protocol === 'https:' || /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname)).toBe(
        true,
      )
      // What it held besides is refused, not dropped in silence.
      for (const { username, password, search, hash } of [url, new URL(endpoint)])
        expect([username, password, search, hash]).toEqual(['', '', '', ''])
      expect(url.pathname.endsWith('/model/amazon.nova-lite-v1%3A0/converse')).toBe(true)
      return true
    },
    1000,
  )
})
