import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChecksumConstructor } from './checksum.ts'
import { nativeSha256 } from './sha256.ts'
import { WebSha256 } from './web-sha256.ts'

const hashes: readonly (readonly [string, ChecksumConstructor])[] = [
  ['node:crypto', nativeSha256()],
  ['WebCrypto', WebSha256],
]

afterEach(() => vi.unstubAllGlobals())

describe.each(hashes)('SHA-256 by %s', (_, Sha256) => {
  it('hashes and authenticates what comes in pieces', async () => {
    const secret = fc.option(fc.oneof(fc.string({ minLength: 1 }), fc.uint8Array({ minLength: 1 })), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array()), secret, async (chunks, key) => {
        const hash = new Sha256(key)
        hash.update(new Uint8Array([1]))
        hash.reset()
        for (const chunk of chunks) hash.update(chunk)
        const expected = key === undefined ? createHash('sha256') : createHmac('sha256', key)
        for (const chunk of chunks) expected.update(chunk)
        expect(Buffer.from(await hash.digest()).toString('hex')).toBe(expected.digest('hex'))
      }),
    )
  })

  it('one class serves many secrets, texts and bytes', async () => {
    const secret = fc.oneof(fc.string({ minLength: 1 }), fc.uint8Array({ minLength: 1 }))
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 1, maxLength: 100, size: 'max' }), async (secrets) => {
        for (const key of [...secrets, ...secrets]) {
          const hash = new Sha256(key)
          hash.update(new Uint8Array([1, 2, 3]))
          const expected = createHmac('sha256', key)
            .update(new Uint8Array([1, 2, 3]))
            .digest('hex')
          expect(Buffer.from(await hash.digest()).toString('hex')).toBe(expected)
        }
      }),
    )
  })
})

describe('the choice', () => {
  it.each([
    ['Node', process, false],
    ['a browser', undefined, true],
    ['an edge runtime with a bare process', { env: {} }, true],
    ['a runtime without that module', { getBuiltinModule: () => undefined }, true],
    ['a runtime with half of that module', { getBuiltinModule: () => ({ createHash: () => undefined }) }, true],
  ])('%s', (_, process, web) => {
    vi.stubGlobal('process', process)
    const native = nativeSha256()
    vi.unstubAllGlobals()
    expect(native === WebSha256).toBe(web)
  })
})
