import { Search } from 'lucide-react'
import { expect, test } from 'vitest'
import { matching, type PaletteCommand } from './commands.ts'

const command = (label: string, more: Partial<PaletteCommand> = {}): PaletteCommand => ({
  id: label,
  label,
  icon: Search,
  run: () => {},
  ...more,
})
const groups = [
  { heading: 'Actions', commands: [command('New conversation', { words: 'begin' }), command('Dark theme')] },
  { heading: 'Models', commands: [command('Llama 3.3', { hint: 'meta.llama3-3-70b' })] },
]
const found = (query: string) => matching(groups, query).map(({ commands }) => commands.map(({ label }) => label))

test.each([
  ['', [['New conversation', 'Dark theme'], ['Llama 3.3']]],
  ['  NEW  ', [['New conversation']]],
  ['begin conversation', [['New conversation']]],
  ['meta 70b', [['Llama 3.3']]],
  ['dark llama', []],
])('%j finds %j', (query, labels) => {
  expect(found(query)).toEqual(labels)
})
