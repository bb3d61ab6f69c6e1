import { describe, expect, it } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import { toy } from '../testing/toy-family.ts'
import type { Fetch } from '../wire/http.ts'
import { createBedrock } from './create-bedrock.ts'
import { generateText } from './generate-text.ts'
import { auth, failureOf } from './test/fake-service.ts'

describe('createBedrock', () => {
  const fetch: Fetch = async () => new Response()
  const at = (options: object) => () =>
    createBedrock({ region: 'us-east-1', auth, families: [toy()], fetch, ...options })

  it.each([
    'us-east-1.evil.example#',
    'evil.example/',
    'x@evil.example',
    'us-east-1\r\nx: y',
    'US',
    '-a',
    'a'.repeat(64),
  ])('refuses the region %j', (region) =>
    expect(at({ region })).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )

  it('names a missing region', () => {
    for (const region of ['', ' ', undefined])
      expect(at({ region })).toThrow(expect.objectContaining({ code: 'no-region' }))
  })

  it.each([
    'http://evil.example',
    'https://user:pass@host',
    'https://host/?x=1',
    'https://host/#x',
    'nonsense',
    'file:///x',
  ])('refuses the endpoint %s', (endpoint) =>
    expect(at({ endpoint })).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )

  it('takes a loopback endpoint without TLS', () => {
    for (const endpoint of [
      'http://127.0.0.1:4010',
      'http://localhost:4010/',
      'http://[::1]:4010',
      'https://vpce.example.com',
    ])
      expect(at({ endpoint })).not.toThrow()
  })

  it('asks a function for the endpoint at each call, and checks what it says', async () => {
    const seen: string[] = []
    const answers = [{ endpoint: 'https://vpce.example.com/base/' }, { useDualStack: true }, {}]
    const model = at({
      useFips: true,
      endpoint: async () => ({ useFips: false, ...answers.shift() }),
      fetch: async (url: string) => {
        seen.push(new URL(url).origin)
        return new Response('', { status: 400 })
      },
    })()('toy.one-v1:0')
    for (let call = 0; call < 3; call++) await failureOf(generateText({ model, prompt: 'hi' }))
    expect(seen).toEqual([
      'https://vpce.example.com',
      'https://bedrock-runtime.us-east-1.api.aws',
      'https://bedrock-runtime.us-east-1.amazonaws.com',
    ])
    for (const endpoint of ['http://evil.example', 'https://user:pass@host'])
      expect(
        await failureOf(at({ endpoint: () => ({ endpoint }) })()('toy.one-v1:0').connection.endpoint('x')),
      ).toMatchObject({ code: 'invalid-argument' })
  })

  it.each(['..', '../x', 'toy.a/../b', 'toy.a?x', 'toy.a#b', 'toy.a;x', 'toy.a b', 'toy.a\n', 'a'.repeat(2049)])(
    'refuses the model id %j',
    (id) => expect(() => at({})()(`toy.${id}` as 'toy.x')).toThrow(BedrockError),
  )

  it('names what is installed for an unknown family', () => {
    const bedrock = at({})()
    // @ts-expect-error a family that is not installed is a type error
    expect(() => bedrock('other.model')).toThrow(/No installed family serves "other\.model" \(installed: toy\)/)
  })
})
