import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyConverse } from '../converse/any-converse.ts'
import { anyModels } from '../converse/any-converse-models.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { legalToolUseId } from '../family/legal-names.ts'
import type { Takes } from '../family/takes.ts'
import type { Prompt } from '../speech/prompt.ts'
import { anyPrompt } from '../testing/any-prompt.ts'
import { type Preflight, preflight } from './preflight.ts'
import { laws } from './test/laws.ts'

const [converse] = anyConverse().formats
const strict: Takes = {
  roles: 'alternate',
  first: 'user',
  prefill: 'trimmed',
  reasoning: 'none',
  assistantFiles: false,
  toolCallId: legalToolUseId,
  blankStops: false,
  ranges: { temperature: [0, 1], topP: [0.01, 0.99], topK: [0, 500] },
  cache: { documents: true },
}
const empty: Prompt = { system: [], messages: [], tools: [], options: {} }
const forms: Readonly<Record<string, Takes>> = {
  'a form that asks for nothing': {},
  'a form that asks for all': strict,
  'a form that answers users alone': { ...strict, prefill: 'refused', reasoning: 'signed', cache: { tools: false } },
  ...Object.fromEntries(anyModels.map(({ models }) => [models, converse?.takes?.(empty, `${models}x`) ?? {}])),
}

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}

/** Undefined where the prompt is refused, which only happens by name. */
const flown = (prompt: Prompt, takes: Takes): Preflight<object> | undefined => {
  try {
    return preflight(prompt, takes, 'converse')
  } catch (error) {
    if (BedrockError.is(error, 'invalid-argument')) return undefined
    throw error
  }
}

describe.each(Object.entries(forms))('preflight for %s', (_, takes) => {
  it('brings any prompt into shape, or refuses it by name', () => {
    let passed = 0
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const made = flown(frozen(prompt), takes)
        if (made === undefined) return
        passed += 1
        expect(Object.keys(laws).filter((law) => laws[law]?.(made.prompt, takes) !== true)).toEqual([])
      }),
      { numRuns: 150 },
    )
    expect(passed).toBeGreaterThan(50)
  })

  it('has nothing to do the second time, and gives the very same prompt back', () => {
    fc.assert(
      fc.property(anyPrompt, (prompt) => {
        const once = flown(prompt, takes)
        if (once === undefined) return
        const twice = preflight(once.prompt, takes, 'converse')
        expect(twice.warnings).toEqual([])
        expect(twice.prompt).toBe(once.prompt)
      }),
      { numRuns: 150 },
    )
  })

  it('says of everything that it did: without a warning it is the same prompt, but for points that were asked for', () => {
    fc.assert(
      fc.property(anyPrompt, ({ promptCache: _planned, ...prompt }) => {
        const made = flown(prompt, takes)
        if (made === undefined || made.warnings.length > 0) return
        // Tool messages in a row are one turn, and a mark inside a result counts for the whole of it: neither is a fix.
        if (prompt.messages.some(({ role }) => role === 'tool')) return
        expect(made.prompt).toBe(prompt)
      }),
      { numRuns: 150 },
    )
  })
})

it('is linear in the length of a conversation', () => {
  const conversation = (rounds: number): Prompt => ({
    ...empty,
    messages: Array.from({ length: rounds }, (_, at) => {
      const call = { toolCallId: `call ${at}`, toolName: 'f' }
      return [
        { role: 'user' as const, content: [{ type: 'text' as const, text: 'a' }] },
        { role: 'user' as const, content: [{ type: 'text' as const, text: ' ' }] },
        { role: 'assistant' as const, content: [{ type: 'tool-call' as const, ...call, input: {} }] },
        {
          role: 'tool' as const,
          content: [{ type: 'tool-result' as const, ...call, output: { type: 'text' as const, value: 'r' } }],
        },
      ]
    }).flat(),
    promptCache: true,
  })
  const time = (rounds: number): number => {
    const prompt = conversation(rounds)
    const start = performance.now()
    preflight(prompt, strict)
    return performance.now() - start
  }
  time(500)
  const small = Math.min(time(1000), time(1000), time(1000))
  const large = Math.min(time(10_000), time(10_000), time(10_000))
  expect(large / small).toBeLessThan(50)
})
