import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'

const table = (...lines: readonly string[]): string => `before\n${lines.join('\n')}\n\`\n`

test('shapes and facts that came and went, by name', () => {
  const before = table(
    'CacheTTL {"type":"string","enum":["5m","1h"]}',
    'Gone {"type":"string"}',
    'Tool {"type":"structure","required":["name"],"members":{"name":"Name"}}',
  )
  const after = table(
    'CacheTTL {"type":"string","enum":["5m","2h"],"max":4}',
    'New {"type":"union"}',
    'Tool {"type":"structure","required":["name"],"members":{"name":"Name","cache":"CachePoint"}}',
  )
  expect(changesOf(before, after)).toEqual([
    '- CacheTTL enum: 1h',
    '+ CacheTTL enum: 2h',
    '+ CacheTTL max: 4',
    '- Gone',
    '+ New',
    '+ Tool members.cache: CachePoint',
  ])
})

test('nothing, where nothing changed', () => {
  const same = table('Tool {"type":"structure","members":{"name":"Name"}}')
  expect(changesOf(same, same)).toEqual([])
})
