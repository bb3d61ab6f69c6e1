import { type AssistantPart, maybeObject, objectsOf, type Turn, type UserPart } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { chat } from './format.ts'

const user = (...texts: string[]): Turn => ({ role: 'user', content: texts.map((text) => ({ type: 'text', text })) })
const says = (text: string): AssistantPart => ({ type: 'text', text })
const calls = (toolCallId: string, toolName = 'get_weather'): AssistantPart => ({
  type: 'tool-call',
  toolCallId,
  toolName,
  input: { city: toolCallId },
})
const assistant = (...content: AssistantPart[]): Turn => ({ role: 'assistant', content })
const results = (...ids: string[]): Turn => ({
  role: 'tool',
  content: ids.map((toolCallId) => ({
    type: 'tool-result',
    toolCallId,
    toolName: 'get_weather',
    output: { type: 'text', value: `${toolCallId} is mild` },
  })),
})

const sorted = (...messages: Turn[]) => {
  const prompt = { system: [], messages, tools: [], options: {} }
  const { body, warnings = [] } = checked(chat).encode(prompt, 'cohere.command-r-v1:0')
  return {
    history: objectsOf(body, 'chat_history').map(({ role, message }) => `${role}: ${message}`),
    message: body['message'],
    answered: objectsOf(body, 'tool_results').map((result) => maybeObject(result, 'call')?.['parameters']),
    codes: warnings.map(({ code }) => code),
  }
}

describe('turns in their places', () => {
  it.each<[string, Turn[], object]>([
    ['one question is the message', [user('Hi')], { history: [], message: 'Hi', codes: [] }],
    ['blank text is not said', [user(' ', 'Hi', ''), assistant(says('\n')), user('You?')], { message: 'Hi\n\nYou?' }],
    [
      'what came before the last question is history',
      [user('Hi'), assistant(says('Ho')), user('You?')],
      { history: ['USER: Hi', 'CHATBOT: Ho'], message: 'You?' },
    ],
    [
      'neighbours of one role become one',
      [user('a'), user('b'), assistant(says('c')), assistant(says('d')), user('e')],
      { history: ['USER: a\n\nb', 'CHATBOT: c\n\nd'], message: 'e' },
    ],
    [
      'the user speaks first',
      [assistant(says('Hello!')), user('Hi')],
      { history: ['USER: .', 'CHATBOT: Hello!'], message: 'Hi', codes: ['user-turn-added'] },
    ],
    [
      'results to be answered take the place of the message',
      [user('Mild?'), assistant(says('I look.'), calls('Nice')), results('Nice')],
      { history: ['USER: Mild?', 'CHATBOT: I look.'], message: '', answered: [{ city: 'Nice' }], codes: [] },
    ],
    [
      'all rounds behind the last question are still to be answered',
      [
        user('Mild?'),
        assistant(calls('Nice')),
        results('Nice'),
        assistant(says('And'), calls('Lyon')),
        results('Lyon'),
      ],
      {
        history: ['USER: Mild?', 'CHATBOT: And'],
        answered: [{ city: 'Nice' }, { city: 'Lyon' }],
      },
    ],
    [
      'rounds that were answered are words, once warned of',
      [user('Mild?'), assistant(calls('Nice')), results('Nice'), assistant(says('Yes.')), user('Sure?')],
      {
        history: [
          'USER: Mild?',
          'CHATBOT: Called get_weather with {"city":"Nice"}.',
          'USER: Result of get_weather: [{"text":"Nice is mild"}]',
          'CHATBOT: Yes.',
        ],
        message: 'Sure?',
        codes: ['tool-history-as-text'],
      },
    ],
    [
      'reasoning and what another form said are left out, and told',
      [
        user('Hi'),
        assistant({ type: 'reasoning', text: 'Hm.' }, { type: 'raw', format: 'messages', value: 1 }, says('Ho')),
        user('You?'),
      ],
      { history: ['USER: Hi', 'CHATBOT: Ho'], codes: ['reasoning-removed', 'raw-removed'] },
    ],
    [
      'what this form said beside its text is left out, for it has no place in a history',
      [user('Hi'), assistant({ type: 'raw', format: 'chat', value: { search_queries: [] } }, says('Ho')), user('You?')],
      { history: ['USER: Hi', 'CHATBOT: Ho'], codes: [] },
    ],
  ])('%s', (_, turns, expected) => expect(sorted(...turns)).toMatchObject(expected))

  it.each<[string, Turn[]]>([
    ['the assistant’s', [user('Hi'), assistant(says('Ho'))]],
    ['empty', [user(' ')]],
    ['no result', [user('Hi'), assistant(says('Ho')), results()]],
  ])('a last turn that is %s is refused', (_, turns) =>
    expect(() => sorted(...turns)).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )

  it('a file is refused with what to do instead', () => {
    const file: UserPart = { type: 'file', mediaType: 'image/png', data: 'iVBO' }
    expect(() => sorted({ role: 'user', content: [file] })).toThrow("{ via: 'converse' }")
  })
})
