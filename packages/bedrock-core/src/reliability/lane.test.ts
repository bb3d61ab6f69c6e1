import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Lane } from './lane.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('who leaves lets those behind through, at once where there is room for them', async () => {
  const lane = new Lane({ tokensPerMinute: 100 }, () => performance.now())
  const [staying, leaving] = [new AbortController(), new AbortController()]
  await lane.enter(60, staying.signal)
  const large = lane.enter(90, leaving.signal)
  const admitted = vi.fn()
  void lane.enter(10, staying.signal).then(admitted)
  leaving.abort()
  await expect(large).rejects.toMatchObject({ code: 'aborted' })
  await vi.advanceTimersByTimeAsync(0)
  expect(admitted).toHaveBeenCalledWith(expect.objectContaining({ tokens: 10 }))
  expect(vi.getTimerCount()).toBe(0)
})
