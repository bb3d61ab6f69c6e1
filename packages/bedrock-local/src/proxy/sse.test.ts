import { describe, expect, it } from 'vitest'
import { dataOf } from './sse.ts'

describe('server-sent events', () => {
  it.each([1, 2, 3, 5, 100])('are read in pieces of %i bytes', async (size) => {
    const bytes = new TextEncoder().encode(
      ': hello\r\ndata: {"a":"ü"}\r\n\r\nevent: x\ndata: one\ndata:two\n\ndata: [DONE]',
    )
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const seen: string[] = []
    for await (const data of dataOf(pieces())) seen.push(data)
    expect(seen).toEqual(['{"a":"ü"}', 'one\ntwo', '[DONE]'])
  })
})
