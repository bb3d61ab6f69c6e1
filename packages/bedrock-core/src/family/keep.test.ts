import { expect, it } from 'vitest'
import type { Warning } from '../speech/warning.ts'
import { keeping } from './keep.ts'

it('keeps a value unless something is against it, and says so once for each that it does not keep', () => {
  const warnings: Warning[] = []
  const keep = keeping(warnings)
  expect([keep('a', 1, false), keep('b', 0, undefined, 2), keep('c', undefined, 'why')]).toEqual([1, 0, undefined])
  expect(warnings).toEqual([])
  expect(keep('top-k', 1, 'beside thinking')).toBe(undefined)
  expect(keep('effort', 'max', 'for this model', 'high', 'lowered')).toBe('high')
  expect(warnings).toEqual([
    { code: 'top-k-removed', message: 'Before sending: top k removed (beside thinking).' },
    { code: 'effort-lowered', message: 'Before sending: effort lowered (to high, for this model).' },
  ])
})
