import { describe, expect, it } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'
import { converse } from './converse.ts'

const format = converse()

/** Synthetic events in documented shapes; none of these stands in the recorded traffic. */
const read = (...events: JsonObject[]): Delta[] => {
  const reader = format.reader()
  return events.flatMap((event) => reader(event))
}

const delta = (piece: JsonObject, contentBlockIndex = 0): JsonObject => ({
  contentBlockDelta: { contentBlockIndex, delta: piece },
})
const start = (what: JsonObject, contentBlockIndex = 0): JsonObject => ({
  contentBlockStart: { contentBlockIndex, start: what },
})
const stop = (contentBlockIndex = 0): JsonObject => ({ contentBlockStop: { contentBlockIndex } })

describe('a Converse stream', () => {
  const cases: Record<string, [JsonObject[], Delta[]]> = {
    'passes over events, starts and deltas of tomorrow': [
      [
        { tomorrow: { text: 'a' } },
        {},
        start({ hologram: {} }),
        delta({ hologram: 'x' }),
        stop(),
        { messageStart: { role: 'assistant' } },
      ],
      [{ type: 'end', block: 0 }],
    ],
    'says only that a block without text ends': [[delta({ text: '' }), stop()], [{ type: 'end', block: 0 }]],
    'gives a tool without arguments as it is': [
      [start({ toolUse: { toolUseId: 't', name: 'n' } }), delta({ toolUse: { input: '' } }), stop()],
      [
        { type: 'tool', block: 0, id: 't', name: 'n' },
        { type: 'end', block: 0 },
      ],
    ],
    'joins redacted reasoning as bytes': [
      [
        delta({ reasoningContent: { redactedContent: 'AQ==' } }),
        delta({ reasoningContent: { redactedContent: 'AgM=' } }),
        stop(),
      ],
      [
        { type: 'reasoning', block: 0, redacted: 'AQID' },
        { type: 'end', block: 0 },
      ],
    ],
    'joins an image as bytes': [
      [
        start({ image: { format: 'webp' } }),
        delta({ image: { source: { bytes: 'AQ==' } } }),
        delta({ image: { source: { bytes: 'Ag==' } } }),
        stop(),
      ],
      [
        { type: 'file', block: 0, mediaType: 'image/webp', data: 'AQI=' },
        { type: 'end', block: 0 },
      ],
    ],
    'keeps the text of a server tool’s broken input': [
      [
        start({ toolUse: { toolUseId: 't', name: 'n', type: 'server_tool_use' } }),
        delta({ toolUse: { input: '{"a' } }),
        stop(),
      ],
      [
        {
          type: 'raw',
          block: 0,
          value: { toolUse: { toolUseId: 't', name: 'n', type: 'server_tool_use', input: '{"a' } },
        },
        { type: 'end', block: 0 },
      ],
    ],
    'ends at messageStop, with the stop sequence where it was asked for': [
      [{ messageStop: { stopReason: 'stop_sequence', additionalModelResponseFields: { stop_sequence: '###' } } }],
      [
        { type: 'finish', raw: 'stop_sequence', stopSequence: '###' },
        { type: 'metadata', metadata: { additionalModelResponseFields: { stop_sequence: '###' } } },
      ],
    ],
    'does not end at metadata': [
      [
        {
          metadata: {
            usage: {
              inputTokens: 1,
              outputTokens: 2,
              totalTokens: 10,
              cacheReadInputTokenCount: 3,
              cacheWriteInputTokens: 4,
              cacheWriteInputTokenCount: 4,
              cacheDetails: [{ ttl: '1h', inputTokens: 4 }],
            },
            metrics: { latencyMs: 5 },
            serviceTier: { type: 'priority' },
            performanceConfig: { latency: 'optimized' },
            trace: { promptRouter: { invokedModelId: 'm' } },
          },
        },
      ],
      [
        {
          type: 'usage',
          usage: {
            source: 'body',
            inputTokens: 1,
            outputTokens: 2,
            cacheReadTokens: 3,
            cacheWriteTokens: 4,
            cacheWriteTokensByTtl: { '1h': 4 },
          },
        },
        {
          type: 'metadata',
          metadata: { latencyMs: 5, serviceTier: 'priority', performance: 'optimized', invokedModelId: 'm' },
        },
      ],
    ],
    'tells a guardrail by its trace alone': [
      [{ metadata: { trace: { guardrail: { outputAssessments: { g: [{ action: 'INTERVENED' }] } } } } }],
      [
        {
          type: 'guardrail',
          guardrail: { intervened: true, trace: { outputAssessments: { g: [{ action: 'INTERVENED' }] } } },
        },
      ],
    ],
    'does not take a guardrail’s look for a blow': [
      [{ metadata: { trace: { guardrail: { outputAssessments: { g: [{ action: 'NONE' }] } } } } }],
      [{ type: 'guardrail', guardrail: { trace: { outputAssessments: { g: [{ action: 'NONE' }] } } } }],
    ],
  }

  it.each(Object.entries(cases))('%s', (_name, [events, deltas]) => {
    expect(read(...events)).toEqual(deltas)
  })

  it('refuses a blob that is no base64', () => {
    const piece = delta({ reasoningContent: { redactedContent: '*' } })
    expect(() => read(piece, piece, stop())).toThrow(expect.objectContaining({ code: 'malformed' }))
  })

  it('keeps no memory from one stream to the next', () => {
    read(start({ toolUse: { toolUseId: 't', name: 'n', type: 'server_tool_use' } }))
    expect(read(stop())).toEqual([{ type: 'end', block: 0 }])
  })
})

describe('a whole Converse answer', () => {
  it('keeps what our words do not know', () => {
    const hologram = { hologram: { depth: 3 } }
    const deltas = format.decode(
      { output: { message: { role: 'assistant', content: [hologram] } }, stopReason: 'end_turn' },
      {},
    )
    expect(deltas[0]).toEqual({ type: 'raw', block: 0, value: hologram })
  })

  it.each([
    ['output', {}],
    ['message', { output: {} }],
    ['content', { output: { message: {} } }],
    ['toolUseId', { output: { message: { content: [{ toolUse: { name: 'n', input: {} } }] } } }],
  ])('that lacks "%s" is refused by that name', (key, body) => {
    expect(() => format.decode(body, {})).toThrow(BedrockError)
    expect(() => format.decode(body, {})).toThrow(`"${key}"`)
  })
})
