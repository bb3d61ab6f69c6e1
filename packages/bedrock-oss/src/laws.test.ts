import { routingTable, testFamily } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { oss } from './oss.ts'
import { fixtures } from './test/fixtures.ts'

describe('the laws of every family', () => {
  testFamily(oss(), fixtures, it)
})

it('carries what the evidence says', async () => {
  const table = routingTable(oss(), [
    'openai.gpt-oss-20b-1:0',
    'openai.gpt-oss-120b-1:0',
    'openai.gpt-oss-safeguard-20b',
  ])
  await expect(`${table}\n`).toMatchFileSnapshot('./test/routing-table.md')
})
