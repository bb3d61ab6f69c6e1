import { describe, expect, it } from 'vitest'
import type { CallOptions } from '../client/call-options.ts'
import { createBedrock } from '../client/create-bedrock.ts'
import { type Plan, plan } from '../client/plan.ts'
import { isJsonObject } from '../speech/json.ts'
import { toy } from '../testing/toy-family.ts'
import { type AnyConverseOptions, anyConverse } from './any-converse.ts'

const bedrock = createBedrock({
  region: 'us-east-1',
  auth: (request) => Promise.resolve(request),
  families: [anyConverse(), toy()],
})

const tools = { f: { description: 'd', inputSchema: { type: 'object' } } } as const
const image = { type: 'file', mediaType: 'image/png', data: 'AQID' } as const

const planned = (
  id: string,
  options: Omit<CallOptions<AnyConverseOptions>, 'model' | 'prompt' | 'messages'> = {},
  mode: { stream?: boolean } = {},
): Plan => plan({ ...options, model: bedrock(id, { family: 'converse' }), prompt: 'Hi.' }, mode)

describe('anyConverse', () => {
  it('serves what no other family claims, wherever that stands', () => {
    expect(bedrock('us.amazon.nova-lite-v1:0').family.name).toBe('converse')
    expect(bedrock('acme.unheard-of').family.name).toBe('converse')
    expect(bedrock('us.toy.one').family.name).toBe('toy')
    expect(planned('acme.unheard-of', {}, { stream: true })).toMatchObject({
      operation: 'converse-stream',
      path: '/model/acme.unheard-of/converse-stream',
      body: { messages: [{ role: 'user', content: [{ text: 'Hi.' }] }] },
    })
  })

  it.each([
    'amazon.nova-micro-v1:0',
    'us.amazon.nova-micro-v1:0',
    'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0',
  ])('knows a model’s quirks by the id %s', (id) => {
    const model = bedrock(id)
    expect(() => plan({ model, messages: [{ role: 'user', content: [image] }] })).toThrow('converse lacks images')
    expect(plan({ model, prompt: 'Hi.', topK: 5 }).body).toMatchObject({
      additionalModelRequestFields: { inferenceConfig: { topK: 5 } },
    })
  })

  it('asks whole where a model cannot stream tools', () => {
    expect(planned('mistral.mistral-large-2407-v1:0', { tools }, { stream: true }).operation).toBe('converse')
    expect(planned('mistral.mistral-large-2407-v1:0', {}, { stream: true }).operation).toBe('converse-stream')
    expect(planned('us.amazon.nova-pro-v1:0', { tools }, { stream: true }).operation).toBe('converse-stream')
  })

  it.each([
    ['amazon.titan-text-express-v1', { system: 's' }, 'system'],
    ['mistral.mistral-7b-instruct-v0:2', { tools }, 'tools'],
    ['ai21.jamba-1-5-large-v1:0', { tools, toolChoice: 'required' }, 'tool-choice'],
    ['us.deepseek.r1-v1:0', { tools }, 'tools'],
    ['us.writer.palmyra-x5-v1:0', { reasoning: 'low' }, 'reasoning'],
    ['qwen.qwen3-32b-v1:0', { promptCache: true }, 'cache'],
  ] as const)('refuses for %s what it cannot take: %j', (id, options, feature) => {
    expect(() => planned(id, options)).toThrow(feature)
  })

  it.each([
    [
      'us.amazon.nova-2-lite-v1:0',
      'low',
      { additionalModelRequestFields: { reasoningConfig: { type: 'enabled', maxReasoningEffort: 'low' } } },
    ],
    ['qwen.qwen3-32b-v1:0', 'medium', { additionalModelRequestFields: { reasoning_config: 'high' } }],
    ['moonshot.kimi-k2-thinking', 'max', { outputConfig: { effort: 'max' } }],
  ] as const)('puts the effort to reason where %s looks for it', (id, reasoning, expected) => {
    expect(planned(id, { reasoning }).body).toEqual({
      messages: [{ role: 'user', content: [{ text: 'Hi.' }] }],
      ...expected,
    })
  })

  it('leaves to a model at its highest effort what it wants left to it, and says so', () => {
    const { body, warnings } = planned('amazon.nova-2-lite-v1:0', {
      reasoning: 'max',
      temperature: 1,
      maxOutputTokens: 9,
      stopSequences: ['#'],
    })
    expect(body['inferenceConfig']).toEqual({ stopSequences: ['#'] })
    expect(warnings.map(({ code }) => code)).toEqual([
      'maxOutputTokens-removed',
      'temperature-removed',
      'reasoning-lowered',
    ])
  })

  it('says what it leaves out', () => {
    const { body, warnings } = planned('acme.unheard-of', { topK: 5 })
    expect(body['additionalModelRequestFields']).toBeUndefined()
    expect(warnings.map(({ code }) => code)).toEqual(['top-k-removed'])
  })

  it('names tools that Bedrock runs, and fills prompts', () => {
    const options = { systemTools: ['nova_grounding'], promptVariables: { name: 'Ada' } }
    expect(planned('us.amazon.nova-2-lite-v1:0', { options }).body).toMatchObject({
      toolConfig: { tools: [{ systemTool: { name: 'nova_grounding' } }] },
      promptVariables: { name: { text: 'Ada' } },
    })
  })

  it('gives nine-letter ids where they are wanted, the same to call and result', () => {
    const { body } = plan({
      model: bedrock('mistral.mistral-large-2407-v1:0'),
      tools,
      messages: [
        { role: 'user', content: 'Hi.' },
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'tooluse_abc', toolName: 'f', input: {} }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', toolCallId: 'tooluse_abc', toolName: 'f', output: { type: 'text', value: 'a' } },
          ],
        },
      ],
    })
    const ids = [...JSON.stringify(body).matchAll(/"toolUseId":"([^"]*)"/g)].map((match) => match[1])
    expect(ids).toHaveLength(2)
    expect(ids[0]).toMatch(/^[a-z0-9]{9}$/)
    expect(ids[1]).toBe(ids[0])
    expect(isJsonObject(body['toolConfig'])).toBe(true)
  })
})
