import { expect, test } from 'vitest'
import { readRooms } from '../house/house.ts'
import { type OptionsType, optionsOf } from './options.ts'
import { optionsText } from './options-text.ts'

const packages = readRooms().filter(({ folder }) => folder.startsWith('packages/'))
const options = optionsOf(packages)

test('every option of every package says what it is', () => {
  const all = [...options].flatMap(([name, types]) =>
    types.flatMap((type) => type.members.map((option) => ({ at: `${name} ${type.name}.${option.name}`, ...option }))),
  )
  expect(all.length).toBeGreaterThan(200)
  expect(all.filter(({ says }) => says === '').map(({ at }) => at)).toEqual([])
})

const membersOf = (name: string, type: string): readonly string[] =>
  options
    .get(name)
    ?.find((one) => one.name === type)
    ?.members.map((option) => option.name) ?? []

test('what a type extends is listed with it, unless it has a table of its own', () => {
  const call = options.get('@x/bedrock-core')?.find(({ name }) => name === 'CallOptions')
  expect(call?.besides).toEqual(['ServiceOptions'])
  expect(membersOf('@x/bedrock-core', 'CallOptions')).toEqual(expect.arrayContaining(['prompt', 'temperature']))
  expect(membersOf('@x/bedrock-core', 'CallOptions')).not.toContain('serviceTier')
  // Written `never`: there to be refused.
  expect(membersOf('@x/bedrock-core', 'CallOptions')).not.toContain('maxSteps')
})

test('a type names the functions that take it', () => {
  const takersOf = (name: string, type: string) => options.get(name)?.find((one) => one.name === type)?.takers
  expect(takersOf('@x/bedrock-core', 'BedrockOptions')).toEqual(['createBedrock'])
  expect(takersOf('@x/bedrock-react', 'UseChatOptions')).toEqual(['useChat'])
})

test('a table holds name, type and comment; many are folded', () => {
  const type: OptionsType = {
    name: 'AOptions',
    says: 'Of A.',
    members: [{ name: 'a', optional: true, type: "'x' | 'y'", says: 'Which.' }],
    besides: ['BOptions'],
    takers: ['a'],
  }
  expect(optionsText([type])).toBe(
    "**`AOptions`** Of A. Taken by `a`. All of `BOptions` too.\n\n| option | type | |\n|---|---|---|\n| `a?` | `'x' \\| 'y'` | Which. |",
  )
  expect(optionsText([type, type, type, type]).match(/<details>/g)).toHaveLength(4)
})
