import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { bodyText } from './body-text.ts'

const responseOf = (pieces: readonly Uint8Array[], status = 200): Response =>
  new Response(
    new ReadableStream({
      start: (to) => {
        for (const piece of pieces) to.enqueue(piece)
        to.close()
      },
    }),
    { status },
  )

/** A body without end, and what happens to it. */
const endless = (status: number): { readonly response: Response; readonly cancelled: ReturnType<typeof vi.fn> } => {
  const cancelled = vi.fn()
  const piece = new TextEncoder().encode('x'.repeat(2 ** 16))
  const body = new ReadableStream({ pull: (to) => to.enqueue(piece), cancel: cancelled })
  return { response: new Response(body, { status }), cancelled }
}

describe('the text of a body', () => {
  it('is that of the platform, however the bytes are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.boolean(),
        fc.array(fc.nat(200), { maxLength: 5 }),
        async (text, mark, cuts) => {
          const bytes = new TextEncoder().encode(`${mark ? '\ufeff' : ''}${text}`)
          const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
          const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end))
          expect(await bodyText(responseOf(pieces))).toBe(await responseOf([bytes]).text())
        },
      ),
    ))

  it('is empty where there is no body', async () => {
    expect(await bodyText(new Response(null, { status: 204 }))).toBe('')
    expect(await bodyText(new Response(''))).toBe('')
  })

  it('is as the platform reads it where a letter is cut off', async () => {
    const half = new TextEncoder().encode('Hé').subarray(0, 2)
    expect(await bodyText(responseOf([half]))).toBe(await responseOf([half]).text())
  })

  it.each([
    ['an answer', 200, undefined, 2 ** 25],
    ['a refusal', 503, undefined, 2 ** 16],
    ['whatever a caller bounds', 200, 1000, 2 ** 16],
  ] as const)('ends where %s has been long enough, and closes the connection', async (_, status, most, length) => {
    const { response, cancelled } = endless(status)
    // A piece of the network is not cut in two.
    expect(await bodyText(response, most)).toHaveLength(length)
    expect(cancelled).toHaveBeenCalledOnce()
  })

  it('is whole at the very limit', async () => {
    const bytes = new TextEncoder().encode('x'.repeat(1000))
    expect(await bodyText(responseOf([bytes.subarray(0, 999), bytes.subarray(999)]), 1000)).toHaveLength(1000)
  })

  it('fails as the connection does', async () => {
    const lost = new TypeError('terminated')
    const body = new ReadableStream({ pull: (to) => to.error(lost) })
    await expect(bodyText(new Response(body))).rejects.toBe(lost)
  })
})
