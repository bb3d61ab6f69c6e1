import { describe, expect, it } from 'vitest'
import type { Format } from '../family/format.ts'
import type { FamilyFixture } from './fixture.ts'
import { testFamily } from './test-family.ts'
import { type ToyOptions, toy, toyFormat } from './toy-family.ts'

const fixture: FamilyFixture = {
  name: 'greets',
  format: 'toy',
  model: 'toy.one',
  evidence: 'documented',
  prompt: { system: [], tools: [], options: {}, messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] },
  request: { messages: 1 },
  response: { text: 'Hello', stop: 'end_turn' },
  events: [{ text: 'Hel' }, { text: 'lo' }, { stop: 'end_turn' }],
  generation: { text: 'Hello', finishReason: 'stop' },
}

describe('the kit accepts a family that obeys', () => testFamily(toy(), [fixture], it))

/** Runs the kit and gives the names of the laws that were broken. */
const broken = async (change: Partial<Format<ToyOptions>>, changed: Partial<FamilyFixture> = {}): Promise<string[]> => {
  const checks: { name: string; run: () => void | Promise<void> }[] = []
  const family = { ...toy(), formats: [{ ...toyFormat, ...change }] }
  testFamily(family, [{ ...fixture, ...changed }], (name, run) => checks.push({ name, run }))
  const failed: string[] = []
  for (const { name, run } of checks)
    try {
      await run()
    } catch {
      failed.push(name.split(': ').at(-1) ?? '')
    }
  return failed
}

describe('the kit refuses a family that', () => {
  let shared = 0
  const cases: [string, Partial<Format<ToyOptions>>, string][] = [
    ['writes another body', { encode: () => ({ body: { other: 1 } }) }, 'writes the request as it must be'],
    [
      'is not pure',
      { encode: () => ({ body: { messages: 1, at: shared++ } }) },
      'writes the same body twice and leaves the prompt alone',
    ],
    [
      'reads a whole answer otherwise',
      { decode: () => [{ type: 'finish', raw: 'end_turn' }] },
      'reads a stream and a whole answer alike',
    ],
    [
      'throws at what it does not know',
      {
        reader: () => (event) => {
          if ('tomorrow' in event) throw new Error('unknown event')
          return toyFormat.reader()(event)
        },
      },
      'passes over events and keys it does not know',
    ],
    [
      'parses an event otherwise',
      { parse: (text) => (text.includes('Hel') ? { text: 'Bye' } : null) },
      'parses an event quickly to what JSON.parse gives',
    ],
    [
      'shares its memory between streams',
      { reader: () => (event) => [...toyFormat.reader()(event), { type: 'text', block: 0, text: String(shared++) }] },
      'keeps two streams apart',
    ],
  ]
  it.each(cases)('%s', async (_, change, law) => expect(await broken(change)).toContain(law))

  it('has no terminal event', async () => {
    expect(await broken({}, { events: [{ text: 'Hello' }] })).toContain(
      'calls a stream without its terminal event truncated',
    )
  })

  it('loses a signature', async () => {
    const signing: Partial<Format<ToyOptions>> = {
      carries: ['reasoning', 'stream'],
      decode: () => [
        { type: 'reasoning', block: 0, text: 'Hm', signature: 'c2lnbmVk' },
        { type: 'finish', raw: 'end_turn' },
      ],
    }
    expect(await broken(signing)).toContain('can say again what the model said')
  })
})
