import { routingTable, testFamily } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { llama } from './llama.ts'
import { fixtures } from './test/fixtures.ts'

describe('the laws of every family', () => testFamily(llama(), fixtures, it))

it('carries what the evidence says', async () => {
  const table = routingTable(llama(), [
    'meta.llama2-13b-chat-v1',
    'meta.llama3-8b-instruct-v1:0',
    'meta.llama3-1-70b-instruct-v1:0',
    'meta.llama3-2-3b-instruct-v1:0',
    'meta.llama3-2-90b-instruct-v1:0',
    'meta.llama3-3-70b-instruct-v1:0',
    'meta.llama4-scout-17b-instruct-v1:0',
  ])
  await expect(`${table}\n`).toMatchFileSnapshot('./test/routing-table.md')
})
