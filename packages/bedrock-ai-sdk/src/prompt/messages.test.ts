import { UnsupportedFunctionalityError } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import type { CallWarning } from '../warnings.ts'
import { type AnyMessage, messagesOf } from './messages.ts'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])
const pdf = Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x2e, 0x34, 0, 0, 0, 0])
const bedrock = (own: Record<string, unknown>) => ({ bedrock: own as Record<string, string> })

const read = (...prompt: AnyMessage[]) => {
  const warnings: CallWarning[] = []
  return { messages: messagesOf(prompt, (warning) => void warnings.push(warning)), warnings }
}

const only = (message: AnyMessage) => {
  const { messages, warnings } = read(message)
  expect(warnings).toEqual([])
  return messages[0]
}

describe('messages', () => {
  it.each<[string, AnyMessage, unknown]>([
    ['a system text', { role: 'system', content: 'Be brief.' }, { role: 'system', content: 'Be brief.' }],
    [
      'a cached system text, in the words of the AI SDK’s own provider',
      {
        role: 'system',
        content: 'Be brief.',
        providerOptions: { amazonBedrock: { cachePoint: { type: 'default', ttl: '1h' } } },
      },
      { role: 'system', content: 'Be brief.', cache: { ttl: '1h' } },
    ],
    [
      'a message’s cache mark, on its last part',
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
        providerOptions: bedrock({ cache: true }),
      },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b', cache: true },
        ],
      },
    ],
    [
      'guarded text',
      {
        role: 'user',
        content: [{ type: 'text', text: 'a', providerOptions: { bedrock: { guard: ['query', 'nonsense'] } } }],
      },
      { role: 'user', content: [{ type: 'text', text: 'a', guard: ['query'] }] },
    ],
    [
      'reasoning with its signature, and reasoning that is hidden',
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm', providerOptions: bedrock({ signature: 'sig' }) },
          { type: 'reasoning', text: '', providerOptions: bedrock({ redacted: 'b64=' }) },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'hm', signature: 'sig' },
          { type: 'reasoning', text: '', redacted: 'b64=' },
        ],
      },
    ],
    [
      'a call whose input was no JSON',
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: '1', toolName: 't', input: '{"a":' }] },
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: '1', toolName: 't', input: '{"a":', invalid: true }],
      },
    ],
    [
      'content that only the wire knows',
      {
        role: 'assistant',
        content: [
          {
            type: 'custom',
            kind: 'bedrock.raw',
            providerOptions: { bedrock: { format: 'messages', value: { type: 'x' } } },
          },
        ],
      },
      { role: 'assistant', content: [{ type: 'raw', format: 'messages', value: { type: 'x' } }] },
    ],
    [
      'a call that the user did not allow, and the user’s word on it',
      {
        role: 'tool',
        content: [
          { type: 'tool-approval-response', approvalId: 'a', approved: false },
          { type: 'tool-result', toolCallId: '1', toolName: 't', output: { type: 'execution-denied', reason: 'no' } },
        ],
      },
      {
        role: 'tool',
        content: [{ type: 'tool-result', toolCallId: '1', toolName: 't', output: { type: 'error-text', value: 'no' } }],
      },
    ],
    [
      'a tool’s pictures, in the older words',
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: '1',
            toolName: 't',
            output: {
              type: 'content',
              value: [
                { type: 'text', text: 'look' },
                { type: 'image-data', data: 'iVBORw0KGgoAAAAA', mediaType: 'image/png' },
                { type: 'image-url', url: 's3://bucket/a.png' },
              ],
            },
          },
        ],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: '1',
            toolName: 't',
            output: {
              type: 'content',
              value: [
                { type: 'text', text: 'look' },
                { type: 'file', mediaType: 'image/png', data: 'iVBORw0KGgoAAAAA' },
                { type: 'file', mediaType: 'image', data: { uri: 's3://bucket/a.png' } },
              ],
            },
          },
        ],
      },
    ],
  ])('%s', (_name, message, expected) => expect(only(message)).toEqual(expected))

  it.each<[string, unknown, unknown]>([
    ['bytes', { type: 'data', data: png }, { mediaType: 'image/png', data: png }],
    ['base64', { type: 'data', data: 'JVBERi0xLjQAAAAA' }, { mediaType: 'application/pdf', data: 'JVBERi0xLjQAAAAA' }],
    ['bytes of the older specification', pdf, { mediaType: 'application/pdf', data: pdf }],
    ['text', { type: 'text', text: 'hi' }, { mediaType: 'image/*', data: new TextEncoder().encode('hi') }],
    [
      'an address in S3',
      { type: 'url', url: new URL('s3://bucket/a.png') },
      { mediaType: 'image/*', data: { uri: 's3://bucket/a.png', bucketOwner: '123456789012' } },
    ],
  ])('a file by %s, its media type told from its bytes', (_name, data, expected) => {
    const file = {
      type: 'file',
      mediaType: 'image/*',
      data,
      filename: 'a',
      providerOptions: bedrock({ bucketOwner: '123456789012', citations: true, context: 'c' }),
    }
    const message = { role: 'user', content: [file] } as AnyMessage
    const common = { type: 'file', filename: 'a', citations: true, context: 'c' }
    expect(only(message)).toEqual({ role: 'user', content: [{ ...common, ...(expected as object) }] })
  })

  it.each<[string, unknown]>([
    ['an address on the web', new URL('https://example.com/a.png')],
    ['a reference', { type: 'reference', reference: { openai: 'file-1' } }],
  ])('refuses a file by %s', (_name, data) => {
    const message = { role: 'user', content: [{ type: 'file', mediaType: 'image/png', data }] } as AnyMessage
    expect(() => only(message)).toThrow(UnsupportedFunctionalityError)
  })

  it('tells of what it leaves out', () => {
    const { messages, warnings } = read(
      { role: 'assistant', content: [{ type: 'custom', kind: 'openai.thing' }] },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: '1',
            toolName: 't',
            output: { type: 'content', value: [{ type: 'custom' }] },
          },
        ],
      },
    )
    expect(messages).toHaveLength(1)
    expect(warnings.map(({ feature }) => feature)).toEqual([
      'assistant content "custom"',
      'tool result content "custom"',
    ])
  })
})
