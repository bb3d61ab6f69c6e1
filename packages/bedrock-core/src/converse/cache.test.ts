import { describe, expect, it } from 'vitest'
import type { CacheMark, UserPart } from '../speech/content.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { checked } from '../testing/checked.ts'
import { converse } from './converse.ts'
import type { ConverseSettings } from './settings.ts'

const encode = (prompt: Partial<Prompt>, settings: ConverseSettings = {}) =>
  checked(converse(settings)).encode({ system: [], messages: [], tools: [], options: {}, ...prompt }, 'm')
const point = (ttl?: '5m' | '1h'): JsonObject => ({
  cachePoint: { type: 'default', ...(ttl === undefined ? {} : { ttl }) },
})
const text = (words: string, cache?: CacheMark): UserPart => ({
  type: 'text',
  text: words,
  ...(cache === undefined ? {} : { cache }),
})
const user = (...content: UserPart[]): Turn => ({ role: 'user', content })
const said: Turn = { role: 'assistant', content: [{ type: 'text', text: 'b' }] }
const pdf: UserPart = { type: 'file', mediaType: 'application/pdf', data: 'AQID', cache: true }
const tools = [{ name: 'f', inputSchema: { type: 'object' } }]
const spec = { toolSpec: { name: 'f', inputSchema: { json: { type: 'object' } } } }

const full: Partial<Prompt> = {
  tools,
  system: [{ type: 'text', text: 's' }],
  messages: [user(text('a')), said, user(text('c')), said, user(text('e'))],
}

describe('cache points', () => {
  it('stand behind the parts that carry a mark', () => {
    expect(encode({ messages: [user(text('a', true), text('b', { ttl: '5m' }), text('c'))] }).body['messages']).toEqual(
      [{ role: 'user', content: [{ text: 'a' }, point(), { text: 'b' }, point('5m'), { text: 'c' }] }],
    )
  })

  it('are planned behind tools, system, and the last two turns of the user', () => {
    expect(encode({ ...full, promptCache: { ttl: '1h' } }).body).toEqual({
      toolConfig: { tools: [spec, point('1h')] },
      system: [{ text: 's' }, point('1h')],
      messages: [
        { role: 'user', content: [{ text: 'a' }] },
        { role: 'assistant', content: [{ text: 'b' }] },
        { role: 'user', content: [{ text: 'c' }, point('1h')] },
        { role: 'assistant', content: [{ text: 'b' }] },
        { role: 'user', content: [{ text: 'e' }, point('1h')] },
      ],
    })
  })

  it('are planned around marks, four at most', () => {
    const messages = [user(text('a', true), text('b', true), text('c'), text('d'))]
    const { body } = encode({ ...full, messages, promptCache: true })
    expect(body['messages']).toMatchObject([{ content: [{}, point(), {}, point(), { text: 'c' }, {}, point()] }])
    expect(body['toolConfig']).toEqual({ tools: [spec, point()] })
    expect(body['system']).toEqual([{ text: 's' }])
    expect(JSON.stringify(body).split('cachePoint')).toHaveLength(5)
  })

  it('beyond four lose the first, and say so', () => {
    const { body, warnings } = encode({ messages: [user(...'abcde'.split('').map((letter) => text(letter, true)))] })
    expect(body['messages']).toEqual([
      { role: 'user', content: [{ text: 'a' }, ...'bcde'.split('').flatMap((letter) => [{ text: letter }, point()])] },
    ])
    expect(warnings?.map(({ code }) => code)).toEqual(['cache-point-removed'])
  })

  it('move on from where the service takes none, or go', () => {
    expect(encode({ messages: [user(pdf, text('a'))] }).body['messages']).toMatchObject([
      { content: [{ document: {} }, { text: 'a' }, point()] },
    ])
    const { body, warnings } = encode({ messages: [user(text('a'), pdf)] })
    expect(JSON.stringify(body)).not.toContain('cachePoint')
    expect(warnings?.map(({ code }) => code)).toEqual(['cache-point-removed'])
  })

  it('are planned before a document that ends the turn', () => {
    expect(
      encode({ messages: [user(text('a'), { ...pdf, cache: true })], promptCache: true }).body['messages'],
    ).toMatchObject([{ content: [{ text: 'a' }, point(), { document: {} }] }])
  })

  it('stand behind a tool result, not inside it', () => {
    const output = { type: 'content', value: [{ type: 'text', text: 'r', cache: { ttl: '1h' } }] } as const
    const { body } = encode({
      messages: [
        user(text('a')),
        { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 't', toolName: 'f', input: {} }] },
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: 't', toolName: 'f', output }] },
      ],
    })
    expect(body['messages']).toMatchObject([
      {},
      {},
      { content: [{ toolResult: { content: [{ text: 'r' }] } }, point('1h')] },
    ])
  })

  it('never grow in time to live', () => {
    const { body, warnings } = encode({ messages: [user(text('a', true), text('b', { ttl: '1h' }))] })
    expect(body['messages']).toEqual([{ role: 'user', content: [{ text: 'a' }, point(), { text: 'b' }, point('5m')] }])
    expect(warnings?.map(({ code }) => code)).toEqual(['cache-ttl-lowered'])
  })

  it('keep to what the model has', () => {
    const { body, warnings } = encode({ ...full, promptCache: { ttl: '1h' } }, { cache: { tools: false, ttl: false } })
    expect(body['toolConfig']).toEqual({ tools: [spec] })
    expect(body['system']).toEqual([{ text: 's' }, point()])
    expect(warnings?.map(({ code }) => code)).toEqual(['cache-ttl-removed'])
  })
})
