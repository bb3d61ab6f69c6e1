import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { legalToolUseId } from '../family/legal-names.ts'
import type { Takes } from '../family/takes.ts'
import type { AssistantPart, FilePart, ToolResultPart, UserPart } from '../speech/content.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { preflight } from './preflight.ts'
import { type Fix, rules } from './rules.ts'
import { rulesPage } from './test/rules-page.ts'

const text = (words: string) => ({ type: 'text', text: words }) as const
const user = (...content: UserPart[]): Turn => ({ role: 'user', content })
const assistant = (...content: AssistantPart[]): Turn => ({ role: 'assistant', content })
const tool = (...content: ToolResultPart[]): Turn => ({ role: 'tool', content })
const call = (toolCallId: string, input: object | string = {}): AssistantPart =>
  ({ type: 'tool-call', toolCallId, toolName: 'f', input }) as AssistantPart
const result = (toolCallId: string, value = 'r'): ToolResultPart => ({
  type: 'tool-result',
  toolCallId,
  toolName: 'f',
  output: { type: 'text', value },
})
const unmarked: FilePart = { type: 'file', mediaType: 'application/pdf', data: 'AQID' }
const pdf: FilePart = { ...unmarked, cache: true }
const hi = user(text('Hi'))

interface Case {
  readonly prompt: Partial<Prompt>
  readonly takes?: Takes
  /** Where, as the warning says it. */
  readonly place?: string
  readonly becomes: Partial<Prompt>
}

const cases: Readonly<Record<Fix, Case>> = {
  'blank-text-removed': {
    prompt: { messages: [user(text('Hi'), { ...text(' '), cache: true })] },
    place: 'messages[0]',
    becomes: { messages: [user({ ...text('Hi'), cache: true })] },
  },
  'empty-turn-removed': {
    prompt: { messages: [hi, assistant(), user(text('Go on'))] },
    place: 'messages[1]',
    becomes: { messages: [hi, user(text('Go on'))] },
  },
  'reasoning-removed': {
    prompt: { messages: [hi, assistant({ type: 'reasoning', text: 'Hm.' }, text('Ho')), hi] },
    takes: { reasoning: 'signed' },
    place: 'messages[1]',
    becomes: { messages: [hi, assistant(text('Ho')), hi] },
  },
  'raw-removed': {
    prompt: { messages: [hi, assistant({ type: 'raw', format: 'chat', value: {} }, text('Ho')), hi] },
    place: 'messages[1]',
    becomes: { messages: [hi, assistant(text('Ho')), hi] },
  },
  'file-removed': {
    prompt: { messages: [hi, assistant(pdf, text('Ho')), hi] },
    takes: { assistantFiles: false },
    place: 'messages[1]',
    becomes: { messages: [hi, assistant(text('Ho')), hi] },
  },
  'tool-input-wrapped': {
    prompt: { messages: [hi, assistant({ ...call('a', '{"x'), invalid: true } as AssistantPart), tool(result('a'))] },
    place: 'messages[1]',
    becomes: { messages: [hi, assistant(call('a', { INVALID_JSON: '{"x' })), tool(result('a'))] },
  },
  'tool-id-changed': {
    prompt: {
      messages: [hi, assistant(call('a')), tool(result('a', '1')), assistant(call('a')), tool(result('a', '2'))],
    },
    takes: { toolCallId: legalToolUseId },
    place: 'messages[3]',
    becomes: {
      messages: [hi, assistant(call('a')), tool(result('a', '1')), assistant(call('a_2')), tool(result('a_2', '2'))],
    },
  },
  'tool-result-moved': {
    prompt: { messages: [hi, assistant(call('a'), call('b')), tool(result('a')), hi, tool(result('b'))] },
    place: 'messages[4]',
    becomes: { messages: [hi, assistant(call('a'), call('b')), tool(result('a'), result('b')), hi] },
  },
  'tool-result-removed': {
    prompt: { messages: [hi, assistant(call('a')), tool(result('a', 'old')), tool(result('a', 'new'))] },
    place: 'messages[3]',
    becomes: { messages: [hi, assistant(call('a')), tool(result('a', 'new'))] },
  },
  'tool-result-added': {
    prompt: { messages: [hi, assistant(call('a'), call('b')), tool(result('b')), user(text('Never mind'))] },
    place: 'messages[1]',
    becomes: {
      messages: [
        hi,
        assistant(call('a'), call('b')),
        tool(result('b'), { ...result('a'), output: { type: 'error-text', value: 'The call was not answered.' } }),
        user(text('Never mind')),
      ],
    },
  },
  'tool-result-as-text': {
    prompt: { messages: [tool(result('gone', 'mild')), hi] },
    place: 'messages[0]',
    becomes: { messages: [user(text('Result of f: mild')), hi] },
  },
  'turns-joined': {
    prompt: { messages: [hi, user(text('There?')), assistant(text('Yes')), assistant(text('!')), hi] },
    takes: { roles: 'alternate' },
    place: 'messages[1], messages[3]',
    becomes: { messages: [user(text('Hi'), text('There?')), assistant(text('Yes'), text('!')), hi] },
  },
  'user-turn-added': {
    prompt: { messages: [assistant(text('Hello!')), hi] },
    takes: { first: 'user' },
    becomes: { messages: [user(text('.')), assistant(text('Hello!')), hi] },
  },
  'text-trimmed': {
    prompt: { messages: [hi, assistant(text('Well, \n'))] },
    takes: { prefill: 'trimmed' },
    place: 'messages[1]',
    becomes: { messages: [hi, assistant(text('Well,'))] },
  },
  'document-removed': {
    prompt: { messages: [hi], documents: [{ text: ' ' }, { text: 'Facts.' }] },
    becomes: { messages: [hi], documents: [{ text: 'Facts.' }] },
  },
  'stop-sequence-removed': {
    prompt: { messages: [hi], stopSequences: ['a', '', '\n'] },
    takes: { blankStops: false },
    becomes: { messages: [hi], stopSequences: ['a'] },
  },
  'cache-point-moved': {
    prompt: { messages: [user(pdf, text('a'))] },
    takes: { cache: {} },
    becomes: { messages: [user(unmarked, { ...text('a'), cache: true })] },
  },
  'cache-point-removed': {
    prompt: { messages: [user(text('a'), pdf)] },
    takes: { cache: {} },
    becomes: { messages: [user(text('a'), unmarked)] },
  },
  'cache-ttl-lowered': {
    prompt: { messages: [user({ ...text('a'), cache: true }, { ...text('b'), cache: { ttl: '1h' } })] },
    takes: { cache: {} },
    becomes: { messages: [user({ ...text('a'), cache: true }, { ...text('b'), cache: { ttl: '5m' } })] },
  },
  'cache-ttl-removed': {
    prompt: { messages: [user({ ...text('a'), cache: { ttl: '1h' } })] },
    takes: { cache: { ttl: false } },
    becomes: { messages: [user({ ...text('a'), cache: true })] },
  },
}

const whole = (prompt: Partial<Prompt>): Prompt => ({ system: [], messages: [], tools: [], options: {}, ...prompt })

describe('each rule', () => {
  it.each(Object.entries(cases))('%s', (code, { prompt, takes, place, becomes }) => {
    const made = preflight(whole(prompt), takes, 'messages')
    expect(made.prompt).toEqual(whole(becomes))
    const detail = place === undefined ? '' : ` (${place})`
    expect(made.warnings).toEqual([{ code, message: `Before sending: ${code.replaceAll('-', ' ')}${detail}.` }])
  })

  it('stands in the table with its source, and on its page', () => {
    expect(Object.keys(cases).sort()).toEqual(Object.keys(rules).sort())
    const page = readFileSync(new URL('../../../../docs/preflight.md', import.meta.url), 'utf8')
    expect(page).toBe(rulesPage())
  })
})

it('holds settings within what the form takes, the family’s own options too', () => {
  const { prompt, warnings } = preflight(
    whole({ messages: [hi], temperature: 1.5, topP: 0.5, options: { penalty: 3 } as object }),
    { ranges: { temperature: [0, 1], topP: [0, 1], penalty: [0, 2] } },
  )
  expect(prompt).toMatchObject({ temperature: 1, topP: 0.5, options: { penalty: 2 } })
  expect(warnings.map(({ message }) => message)).toEqual([
    'Before sending: temperature clamped (1.5 to 1).',
    'Before sending: penalty clamped (3 to 2).',
  ])
})

it('names five places at most', () => {
  const { warnings } = preflight(whole({ messages: [hi, ...Array.from({ length: 9 }, () => user(text(' ')))] }))
  expect(warnings[0]?.message).toMatch(/messages\[5\] …\)\.$/)
})

describe('refuses by name', () => {
  it.each<[string, Turn[], Takes, RegExp]>([
    ['calls of the last turn without results', [hi, assistant(call('a'))], {}, /^messages\[1\] calls tools.*: f\. Add/],
    [
      'an answer to be continued where none can be',
      [hi, assistant(text('W'))],
      { prefill: 'refused' },
      /^messages\[1\]/,
    ],
    ['a prompt that says nothing', [user(text(' ')), assistant()], {}, /Pass at least one/],
  ])('%s', (_, messages, takes, message) => {
    expect(() => preflight(whole({ messages }), takes)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', message: expect.stringMatching(message) }),
    )
  })
})
