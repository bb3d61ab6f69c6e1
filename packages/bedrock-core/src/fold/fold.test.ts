import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Delta } from '../speech/delta.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { foldDeltas } from '../testing/fold-deltas.ts'
import { Fold } from './fold.ts'

const types = (parts: readonly StreamPart[]): string[] => parts.map((part) => part.type)
const finish: Delta = { type: 'finish', raw: 'end_turn' }

const block = fc.nat(3)
const anyDelta: fc.Arbitrary<Delta> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), block, text: fc.string() }),
  fc.record({ type: fc.constant('reasoning' as const), block, text: fc.string(), signature: fc.string() }),
  fc.record({
    type: fc.constant('tool' as const),
    block,
    id: fc.string({ minLength: 1 }),
    name: fc.constant('f'),
    input: fc.json(),
  }),
  fc.record({ type: fc.constant('end' as const), block }),
  fc.record({ type: fc.constant('raw' as const), block, value: fc.constant({ type: 'new' }) }),
)

describe('fold', () => {
  it('brackets every block, and blocks do not cross', () => {
    fc.assert(
      fc.property(fc.array(anyDelta), (deltas) => {
        let open: string | undefined
        for (const part of foldDeltas([...deltas, finish]).parts) {
          const [, kind, step] = /^(text|reasoning|tool-input)-(start|delta|end)$/.exec(part.type) ?? []
          if (kind === undefined) continue
          expect(open).toBe(step === 'start' ? undefined : kind)
          open = step === 'end' ? undefined : kind
        }
        expect(open).toBeUndefined()
      }),
    )
  })

  it('collects what it gives out', () => {
    fc.assert(
      fc.property(fc.array(anyDelta), (deltas) => {
        const { generation, parts } = foldDeltas([...deltas, finish])
        expect(generation.text).toBe(parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join(''))
        expect(generation.reasoning).toBe(
          parts.map((part) => (part.type === 'reasoning-delta' ? part.text : '')).join(''),
        )
        expect(generation.toolCalls).toEqual(parts.filter((part) => part.type === 'tool-call'))
      }),
    )
  })

  it('opens no block for empty text and keeps no blank one', () => {
    const { generation, parts } = foldDeltas([{ type: 'text', block: 0, text: '' }, { type: 'end', block: 0 }, finish])
    expect(types(parts)).toEqual(['finish'])
    expect(generation.content).toEqual([])
  })

  it('reads a tool call without input as {}', () => {
    const { generation } = foldDeltas([{ type: 'tool', block: 0, id: 'a', name: 'now' }, finish])
    expect(generation.toolCalls).toEqual([{ type: 'tool-call', toolCallId: 'a', toolName: 'now', input: {} }])
    expect(generation.finishReason).toBe('tool-calls')
    expect(generation.rawFinishReason).toBe('end_turn')
  })

  it('keeps tool input that is not JSON, marked', () => {
    const { generation } = foldDeltas([
      { type: 'tool', block: 0, id: 'a', name: 'f', input: '{"x":' },
      { type: 'finish', raw: 'max_tokens' },
    ])
    expect(generation.toolCalls[0]).toMatchObject({ input: '{"x":', invalid: true })
    expect(generation.finishReason).toBe('length')
  })

  it('keeps parallel tool calls in order', () => {
    const { generation } = foldDeltas([
      { type: 'tool', block: 1, id: 'a', name: 'f', input: '{"n":' },
      { type: 'tool', block: 1, input: '1}' },
      { type: 'tool', block: 2, id: 'b', name: 'g', input: '{"n":2}' },
      { type: 'finish', raw: 'tool_use' },
    ])
    expect(generation.toolCalls.map((call) => [call.toolCallId, call.input])).toEqual([
      ['a', { n: 1 }],
      ['b', { n: 2 }],
    ])
  })

  it('keeps signatures, redacted reasoning and citations in the content', () => {
    const citation = { title: 'A', citedText: 'words' }
    const { generation, parts } = foldDeltas([
      { type: 'reasoning', block: 0, text: 'Hm' },
      { type: 'reasoning', block: 0, signature: 'c2ln' },
      { type: 'reasoning', block: 1, redacted: 'cmVk' },
      { type: 'citation', block: 2, citation },
      { type: 'text', block: 2, text: 'So.' },
      finish,
    ])
    expect(generation.content).toEqual([
      { type: 'reasoning', text: 'Hm', signature: 'c2ln' },
      { type: 'reasoning', text: '', redacted: 'cmVk' },
      { type: 'text', text: 'So.', citations: [citation] },
    ])
    expect(parts.find((part) => part.type === 'reasoning-end')).toMatchObject({ signature: 'c2ln' })
  })

  it('drops a signature that broke off, and keeps what was said', () => {
    const fold = new Fold({ format: 'f', warnings: [], response: { modelId: 'm' } })
    fold.add({ type: 'reasoning', block: 0, text: 'Hm', signature: 'c2' }, () => {})
    expect(fold.partial().content).toEqual([{ type: 'reasoning', text: 'Hm' }])
    expect(() => fold.end(() => {})).toThrow(expect.objectContaining({ code: 'truncated' }))
  })

  it('ends as content-filter when a guardrail intervened, whatever the model says', () => {
    const { generation } = foldDeltas([
      { type: 'text', block: 0, text: 'Blocked' },
      { type: 'guardrail', guardrail: { intervened: true } },
      finish,
    ])
    expect(generation.finishReason).toBe('content-filter')
    expect(generation.rawFinishReason).toBe('end_turn')
  })

  it('takes each count from the body, then the metrics, then the headers, and keeps what each said', () => {
    const { generation } = foldDeltas([
      { type: 'usage', usage: { source: 'headers', inputTokens: 9, outputTokens: 9, cacheReadTokens: 4 } },
      { type: 'usage', usage: { source: 'metrics', inputTokens: 5, outputTokens: 7 } },
      { type: 'usage', usage: { source: 'body', inputTokens: 3 } },
      { type: 'usage', usage: { source: 'body', outputTokens: 6 } },
      finish,
    ])
    expect(generation.usage).toEqual({
      inputTokens: 3,
      outputTokens: 6,
      cacheReadTokens: 4,
      totalTokens: 13,
      reports: [
        { source: 'body', inputTokens: 3, outputTokens: 6 },
        { source: 'metrics', inputTokens: 5, outputTokens: 7 },
        { source: 'headers', inputTokens: 9, outputTokens: 9, cacheReadTokens: 4 },
      ],
    })
  })

  it('guesses no total when nothing was counted', () => {
    expect(foldDeltas([finish]).generation.usage).toEqual({ reports: [] })
  })
})
