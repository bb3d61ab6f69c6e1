import { describe, expect, it } from 'vitest'
import { converse } from '../converse/converse.ts'
import { defineFamily } from '../family/define.ts'
import { toyFormat } from '../testing/toy-family.ts'
import type { CallOptions } from './call-options.ts'
import { createBedrock } from './create-bedrock.ts'
import { type Plan, plan } from './plan.ts'
import { auth } from './test/fake-service.ts'

const family = defineFamily({ name: 'toy', prefixes: ['toy.'], formats: [toyFormat, converse()] })
const bedrock = createBedrock({ region: 'us-east-1', auth, families: [family] })

const planned = (options: Omit<CallOptions, 'model'>, via = 'toy', stream = false, id = 'toy.one'): Plan =>
  plan({ model: bedrock(id, { family: 'toy', via }), ...options }, { stream })

const service = {
  guardrail: { id: 'gr-1', version: '2', trace: 'enabled_full', streamProcessingMode: 'async', tagSuffix: 'xyz' },
  serviceTier: 'flex',
  latency: 'optimized',
  requestMetadata: { team: 'blue' },
  additionalModelRequestFields: { top_k: 5 },
} as const

describe('plan', () => {
  it('puts the service’s own options into headers of InvokeModel', () => {
    const { headers, body } = planned({ prompt: 'Hi', ...service })
    expect(headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-amzn-bedrock-guardrailidentifier': 'gr-1',
      'x-amzn-bedrock-guardrailversion': '2',
      'x-amzn-bedrock-trace': 'ENABLED_FULL',
      'x-amzn-bedrock-performanceconfig-latency': 'optimized',
      'x-amzn-bedrock-service-tier': 'flex',
      'x-amzn-bedrock-request-metadata': '{"team":"blue"}',
    })
    expect(body).toMatchObject({
      top_k: 5,
      'amazon-bedrock-guardrailConfig': { tagSuffix: 'xyz', streamProcessingMode: 'ASYNC' },
    })
  })

  it('puts the service’s own options into the body of Converse', () => {
    const { headers, body } = planned(
      { prompt: 'Hi', ...service, additionalModelResponseFieldPaths: ['/stop_sequence'] },
      'converse',
      true,
    )
    expect(headers).toEqual({ accept: 'application/vnd.amazon.eventstream', 'content-type': 'application/json' })
    expect(body).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      guardrailConfig: {
        guardrailIdentifier: 'gr-1',
        guardrailVersion: '2',
        trace: 'enabled_full',
        streamProcessingMode: 'async',
      },
      serviceTier: { type: 'flex' },
      performanceConfig: { latency: 'optimized' },
      requestMetadata: { team: 'blue' },
      additionalModelRequestFields: { top_k: 5 },
      additionalModelResponseFieldPaths: ['/stop_sequence'],
    })
  })

  it('asks Converse for the stream mode of a guardrail only when it streams', () => {
    const { body } = planned({ prompt: 'Hi', ...service }, 'converse')
    expect(body['guardrailConfig']).not.toHaveProperty('streamProcessingMode')
  })

  it('refuses what only Converse can give back, by name', () => {
    expect(() => planned({ prompt: 'Hi', additionalModelResponseFieldPaths: ['/x'] })).toThrow(
      expect.objectContaining({
        code: 'unsupported',
        message: expect.stringMatching(/additionalModelResponseFieldPaths/),
      }),
    )
  })

  it.each([
    ['toy.one', 'toy', false, '/model/toy.one/invoke'],
    ['toy.one-v1:0', 'toy', true, '/model/toy.one-v1%3A0/invoke-with-response-stream'],
    ['toy.one', 'converse', false, '/model/toy.one/converse'],
    [
      'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc',
      'converse',
      true,
      '/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fabc/converse-stream',
    ],
  ])('writes the path of %s by %s', (id, via, stream, path) => {
    expect(planned({ prompt: 'Hi' }, via, stream, id).path).toBe(path)
  })

  it.each<[string, Omit<CallOptions, 'model'>, RegExp]>([
    ['nothing to answer', {}, /nothing to answer/],
    ['only system messages', { messages: [{ role: 'system', content: 'x' }] }, /nothing to answer/],
    [
      'a system message in the middle',
      {
        messages: [
          { role: 'user', content: 'a' },
          { role: 'system', content: 'b' },
        ],
      },
      /messages\[1\] is a system message/,
    ],
    ['no tokens at all', { prompt: 'Hi', maxOutputTokens: 0 }, /maxOutputTokens is 0/],
    ['a temperature below zero', { prompt: 'Hi', temperature: -1 }, /temperature is -1/],
    ['a topP above one', { prompt: 'Hi', topP: 1.5 }, /topP is 1.5/],
    ['a count that is not a number', { prompt: 'Hi', maxOutputTokens: Number.NaN }, /maxOutputTokens is NaN/],
  ])('refuses %s', (_, options, message) => {
    expect(() => planned(options)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: expect.stringMatching(message) }),
    )
  })

  it('takes system texts from both places, in order, with the message’s cache mark on its last part', () => {
    const { prompt } = planned(
      {
        system: 'One.',
        messages: [
          {
            role: 'system',
            content: [
              { type: 'text', text: 'Two.' },
              { type: 'text', text: 'Three.' },
            ],
            cache: true,
          },
          { role: 'user', content: 'Hi' },
        ],
      },
      'converse',
    )
    expect(prompt.system).toEqual([
      { type: 'text', text: 'One.' },
      { type: 'text', text: 'Two.' },
      { type: 'text', text: 'Three.', cache: true },
    ])
  })
})
