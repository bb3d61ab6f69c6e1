import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChecksumConstructor } from './checksum.ts'
import { NodeSha256 } from './node-sha256.ts'
import { nativeSha256 } from './sha256.ts'
import { WebSha256 } from './web-sha256.ts'

const hashes: readonly (readonly [string, ChecksumConstructor])[] = [
  ['node:crypto', NodeSha256],
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
})

describe('the choice', () => {
  it.each([
    ['Node', process, NodeSha256],
    ['a browser', undefined, WebSha256],
    ['an edge runtime with a bare process', { env: {} }, WebSha256],
    ['a runtime without that module', { getBuiltinModule: () => undefined }, WebSha256],
    ['a runtime with half of that module', { getBuiltinModule: () => ({ createHash: () => undefined }) }, WebSha256],
  ])('%s', (_, process, chosen) => {
    vi.stubGlobal('process', process)
    const native = nativeSha256()
    vi.unstubAllGlobals()
    expect(native).toBe(chosen)
  })
})
