import { describe, expect, it } from 'vitest'
import { errorFromResponse } from './from-response.ts'

const now = 3000

describe('when to try again', () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ 'x-amz-retry-after': '1500' }, 1.5],
    [{ 'retry-after': '2' }, 2],
    [{ 'x-amz-retry-after': '400', 'retry-after': '9' }, 0.4],
    [{ 'retry-after': new Date(now + 7000).toUTCString() }, 7],
    [{ 'retry-after': new Date(0).toUTCString() }, 0],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'x-amz-retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('%j is %s seconds', (headers, seconds) => {
    const response = new Response('{}', { status: 503, headers })
    expect(errorFromResponse(response, '{}', 'model', now).retryAfter).toBe(seconds)
  })
})
