import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { startLocalBedrock } from './start.ts'

describe('a server without auth', () => {
  it('says so loudly', async () => {
    const warned = once(process, 'warning')
    const local = await startLocalBedrock({ requireAuth: false })
    const [warning] = await warned
    expect(warning).toMatchObject({
      code: 'LOCAL_BEDROCK_NO_AUTH',
      message: expect.stringContaining('lets everyone in, unchecked'),
    })
    await local.close()
  })
})
