import { type FamilyFixture, testFamily } from '@x/bedrock-core/testing'
import { describe, it } from 'vitest'
import { cohere } from './cohere.ts'
import { type CohereCommandOptions, cohereCommand } from './command.ts'
import { fixtures, promptOf } from './test/fixtures.ts'

const ended = { finish_reason: 'MAX_TOKENS', is_finished: true }

/** The shapes are recorded; the words are not. */
const generated: readonly FamilyFixture<CohereCommandOptions>[] = [
  {
    name: 'goes on from a text, twice',
    format: 'generate',
    model: 'cohere.command-light-text-v14',
    evidence: 'documented',
    prompt: {
      ...promptOf(),
      maxOutputTokens: 10,
      topP: 1,
      stopSequences: ['|'],
      options: { numGenerations: 2, stream: true },
    },
    request: { prompt: 'Hi', max_tokens: 10, p: 1, stop_sequences: ['|'], num_generations: 2, stream: true },
    response: {
      generations: [
        { finish_reason: 'MAX_TOKENS', id: 'a', text: ' there, you' },
        { finish_reason: 'MAX_TOKENS', id: 'b', text: ' and bye' },
      ],
      id: 'c',
      prompt: 'Hi',
    },
    events: [
      { index: 0, is_finished: false, text: ' there,' },
      { index: 1, is_finished: false, text: ' and' },
      { index: 0, is_finished: false, text: ' you' },
      { index: 1, is_finished: false, text: ' bye' },
      ended,
    ],
    generation: {
      text: ' there, you',
      content: [
        { type: 'text', text: ' there, you' },
        { type: 'raw', format: 'generate', value: { index: 1, text: ' and bye' } },
      ],
      finishReason: 'length',
    },
  },
]

describe('the laws of every family', () => {
  testFamily(cohere(), fixtures, it)
  testFamily(cohereCommand(), generated, it)
})
