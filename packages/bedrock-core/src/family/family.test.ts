import { describe, expect, it } from 'vitest'
import type { Prompt } from '../speech/prompt.ts'
import { toyFormat } from '../testing/toy-family.ts'
import { defineFamily } from './define.ts'
import type { AnyFamily } from './family.ts'
import type { Feature } from './feature.ts'
import { checkFamilies, findFamily } from './find.ts'
import { bareIdAt } from './model-id.ts'
import { needsOf } from './needs.ts'
import { route } from './route.ts'

const family = (name: string, ...prefixes: string[]): AnyFamily =>
  defineFamily({ name, prefixes, formats: [toyFormat] })
const families = [family('one', 'one.big-'), family('any', ''), family('two', 'one.big-two')]

describe('findFamily', () => {
  it.each([
    ['one.big-x-v1:0', 'one', 'one.big-x-v1:0'],
    ['bedrock:one.big-x', 'one', 'one.big-x'],
    ['us.one.big-x', 'one', 'one.big-x'],
    ['us-gov.one.big-x', 'one', 'one.big-x'],
    ['mars.one.big-x', 'one', 'one.big-x'],
    ['us.one.big-two:0:48k', 'two', 'one.big-two:0:48k'],
    ['arn:aws:bedrock:us-east-1::foundation-model/one.big-x', 'one', 'one.big-x'],
    ['arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.one.big-x', 'one', 'one.big-x'],
    ['arn:aws-cn:bedrock:cn-north-1:123456789012:provisioned-model/one.big-two', 'two', 'one.big-two'],
    ['other.model', 'any', 'other.model'],
  ])('finds the family of %s', (id, name, bareId) => {
    const found = findFamily(families, id)
    expect([found.family.name, found.bareId]).toEqual([name, bareId])
    expect(found.id).toBe(id.replace(/^bedrock:/, ''))
  })

  it('takes the declared family for an ARN that does not name its model', () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123'
    expect(findFamily([families[0] as AnyFamily], arn, 'one')).toMatchObject({ id: arn, bareId: arn })
    expect(() => findFamily([families[0] as AnyFamily], arn)).toThrow(/name the family/)
    expect(() => findFamily(families, arn, 'three')).toThrow(/"three" is not installed \(installed: one, any, two\)/)
  })

  it('refuses families that cannot be told apart', () => {
    expect(() => checkFamilies([family('a', 'x'), family('b', 'x')])).toThrow(/both claim the prefix "x"/)
    expect(() => checkFamilies([family('a', 'x'), family('a', 'y')])).toThrow(/named "a"/)
  })

  it('finds a prefix only at the start, after a dot or after a slash', () => {
    expect(bareIdAt('notone.big', 'one.')).toBeUndefined()
    expect(bareIdAt('x/one.big', 'one.')).toBe('one.big')
  })
})

describe('route', () => {
  const format = (name: string, carries: readonly Feature[]) => ({ ...toyFormat, name, carries })
  const two: AnyFamily = defineFamily({
    name: 'two-forms',
    prefixes: ['m.'],
    formats: [
      format('native', ['system', 'stream']),
      format('converse', ['system', 'tools', 'images', 'stream', 'stream-tools']),
    ],
    except: [
      { models: 'm.old', lacks: ['images'] },
      { models: 'm.old', lacks: ['stream-tools'], format: 'converse' },
    ],
  })
  const chosen = (id: string, needs: readonly Feature[], stream: boolean, via?: string) => {
    const { format: found, stream: pieces } = route(two, id, needs, { stream, via })
    return `${found.name}${pieces ? ' in pieces' : ''}`
  }

  it('takes the first format that carries every need', () => {
    expect(chosen('m.new', [], false)).toBe('native')
    expect(chosen('m.new', ['system'], true)).toBe('native in pieces')
    expect(chosen('m.new', ['tools'], true)).toBe('converse in pieces')
    expect(chosen('m.new', [], true, 'converse')).toBe('converse in pieces')
  })

  it('tries a preferred format first, and another where that cannot', () => {
    const preferring = defineFamily({
      name: 'preferring',
      prefixes: ['p.'],
      formats: [
        format('native', ['tools', 'stop-sequences', 'stream', 'stream-tools']),
        format('converse', ['tools', 'stream', 'stream-tools']),
      ],
      prefer: [{ need: 'tools', format: 'converse' }],
    })
    const named = (needs: readonly Feature[], via?: string) =>
      route(preferring, 'p.x', needs, { stream: true, via }).format.name
    expect(named([])).toBe('native')
    expect(named(['tools'])).toBe('converse')
    expect(named(['tools'], 'native')).toBe('native')
    expect(named(['tools', 'stop-sequences'])).toBe('native')
  })

  it('prefers a format that streams over an earlier one that cannot', () => {
    const late = defineFamily({
      name: 'late',
      prefixes: ['l.'],
      formats: [format('native', ['system']), format('converse', ['system', 'stream'])],
    })
    const named = (stream: boolean) => route(late, 'l.x', ['system'], { stream })
    expect(named(true)).toMatchObject({ format: { name: 'converse' }, stream: true })
    expect(named(false)).toMatchObject({ format: { name: 'native' }, stream: false })
  })

  it('asks whole where tools cannot be streamed', () => {
    expect(chosen('m.old', ['tools'], true)).toBe('converse')
  })

  it('names what cannot be carried', () => {
    expect(() => chosen('m.old', ['images', 'tools'], false)).toThrow(
      /cannot carry this prompt to "m\.old": native lacks images, tools; converse lacks images/,
    )
    expect(() => chosen('m.new', ['tools'], false, 'native')).toThrow(expect.objectContaining({ code: 'unsupported' }))
    expect(() => chosen('m.new', [], false, 'other')).toThrow(/no format "other" \(it has native, converse\)/)
  })
})

describe('needsOf', () => {
  const user = { role: 'user', content: [{ type: 'text', text: 'Hi' }] } as const
  const prompt: Prompt = { system: [], messages: [user], tools: [], options: {} }
  const file = (mediaType: string, more: object = {}) => ({ type: 'file' as const, mediaType, data: 'AA==', ...more })
  const withFile = (mediaType: string, more: object = {}): Prompt => ({
    ...prompt,
    messages: [{ role: 'user', content: [file(mediaType, more)] }],
  })
  const schema = { type: 'object' }

  it.each<[string, Prompt, Feature[]]>([
    ['nothing', prompt, []],
    ['system', { ...prompt, system: [{ type: 'text', text: 'Be brief' }] }, ['system']],
    ['tools', { ...prompt, tools: [{ name: 'f', inputSchema: schema }] }, ['tools']],
    [
      'tools in the history',
      {
        ...prompt,
        messages: [
          user,
          { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'f', input: {} }] },
        ],
      },
      ['tools'],
    ],
    [
      'a forced tool',
      { ...prompt, tools: [{ name: 'f', inputSchema: schema }], toolChoice: { tool: 'f' } },
      ['tools', 'tool-choice'],
    ],
    ['no tool', { ...prompt, toolChoice: 'none' }, []],
    ['an image', withFile('image/png'), ['images']],
    ['a document', withFile('application/pdf'), ['documents']],
    ['audio', withFile('audio/mp3'), ['audio']],
    ['video', withFile('video/mp4'), ['video']],
    ['a file in S3', withFile('image/png', { data: { uri: 's3://bucket/key' } }), ['images', 's3']],
    ['citations', withFile('application/pdf', { citations: true }), ['documents', 'citations']],
    ['a cache mark', withFile('application/pdf', { cache: true }), ['cache', 'documents']],
    ['planned caching', { ...prompt, promptCache: true }, ['cache']],
    [
      'an image in a tool result',
      {
        ...prompt,
        messages: [
          user,
          {
            role: 'tool',
            content: [
              {
                type: 'tool-result',
                toolCallId: 'a',
                toolName: 'f',
                output: { type: 'content', value: [file('image/png')] },
              },
            ],
          },
        ],
      },
      ['tools', 'images'],
    ],
    ['reasoning', { ...prompt, reasoning: 'low' }, ['reasoning']],
    ['retrieval', { ...prompt, documents: [{ text: 'x' }] }, ['retrieval']],
    ['a response format', { ...prompt, responseFormat: { schema } }, ['response-format']],
    ['top-k and stop sequences', { ...prompt, topK: 4, stopSequences: ['x'] }, ['top-k', 'stop-sequences']],
  ])('sees %s', (_, asked, needs) => expect(needsOf(asked)).toEqual(needs))
})
