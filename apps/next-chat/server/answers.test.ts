import { foldDeltas } from '@x/bedrock-core/testing'
import { memoryStreamStore, toResumableUIResponse } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { endOlder } from './answers.ts'

const { parts } = foldDeltas(
  [
    { type: 'text', block: 0, text: 'and so on' },
    { type: 'finish', raw: 'end_turn' },
  ],
  'test',
  'a-model',
)

/** Begins, and never ends by itself. */
async function* endless() {
  yield* parts.slice(0, 2)
  await new Promise(() => {})
}

test('a newer question ends the older answer of its chat, and no other', async () => {
  const store = memoryStreamStore()
  const asked = (chatId: string) => toResumableUIResponse(endless(), { store, chatId, streamId: 's', renewMs: 20 })
  const response = await asked('one')
  await asked('other')
  await endOlder(store, 'nobody asked here')
  await endOlder(store, 'one')
  expect(await response.text()).toContain('"type":"abort"')
  const { state } = await store.read({ chatId: 'other', streamId: 's' }, 0, AbortSignal.abort())
  expect(state).toBe('open')
})
