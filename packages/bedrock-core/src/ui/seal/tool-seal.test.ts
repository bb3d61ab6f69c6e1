import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../speech/json.ts'
import { canonical } from './canonical.ts'
import type { ToolStatement } from './statement.ts'
import { toolSeal } from './tool-seal.ts'

const secret = 'a secret of thirty-two characters'
const seal = toolSeal({ secret, scope: 'ann' })
const statement: ToolStatement = {
  kind: 'result',
  toolCallId: 't1',
  toolName: 'weather',
  input: { city: 'Bern', days: 2 },
  outcome: '21 °C',
}

describe('a seal', () => {
  it('holds for what was sealed, by whoever has the secret and the scope', async () => {
    const signature = await seal.sign(statement)
    expect(
      await toolSeal({ secret: new TextEncoder().encode(secret), scope: 'ann' }).verify(statement, signature),
    ).toBe(true)
    expect(await seal.verify({ ...statement, input: { days: 2, city: 'Bern' } }, signature)).toBe(true)
  })

  it.each<[string, Partial<ToolStatement>]>([
    ['kind', { kind: 'call' }],
    ['call', { toolCallId: 't2' }],
    ['tool', { toolName: 'wire' }],
    ['input', { input: { city: 'Lyon', days: 2 } }],
    ['outcome', { outcome: '22 °C' }],
    ['a border between two', { toolCallId: 't1","weather', toolName: '' }],
  ])('is worth nothing for another %s', async (_name, other) => {
    expect(await seal.verify({ ...statement, ...other }, await seal.sign(statement))).toBe(false)
  })

  it('is worth nothing to another user, with another secret, or where it is none', async () => {
    const signature = await seal.sign(statement)
    expect(await toolSeal({ secret, scope: 'bob' }).verify(statement, signature)).toBe(false)
    expect(await toolSeal({ secret: `${secret}.`, scope: 'ann' }).verify(statement, signature)).toBe(false)
    for (const other of ['', '*', 'AAAA', signature.slice(1)]) expect(await seal.verify(statement, other)).toBe(false)
  })

  it('needs a secret that cannot be guessed', () => {
    expect(() => toolSeal({ secret: 'hunter2' })).toThrow(/shorter than 32/)
  })
})

const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, shuffled(member ?? null)]),
  )
}

test.prop([fc.jsonValue()])('a store that reorders keys changes nothing', (value) => {
  const json = JSON.parse(JSON.stringify(value)) as Json
  expect(canonical(shuffled(json))).toBe(canonical(json))
})

/** Node 24's JSON.parse (V8 13.6) loses a member of `{"":{"":[],"\\"":{},"\\\\":""}}` once it has read the same with its keys in another order. */
const parsesTwice = (value: unknown): boolean => !/\\["\\]/.test(JSON.stringify(value))

test.prop([fc.jsonValue().filter(parsesTwice)])('it is the same JSON', (value) => {
  const json = JSON.parse(JSON.stringify(value)) as Json
  expect(JSON.parse(canonical(json))).toEqual(json)
})

test.prop([fc.jsonValue(), fc.jsonValue()])('different values are told apart', (left, right) => {
  const [one, other] = [left, right].map((value) => JSON.parse(JSON.stringify(value)) as Json)
  fc.pre(one !== undefined && other !== undefined)
  const same = JSON.stringify(shuffled(shuffled(one))) === JSON.stringify(shuffled(shuffled(other)))
  if (canonical(one) === canonical(other)) expect(shuffled(one)).toEqual(shuffled(other))
  else expect(same).toBe(false)
})
