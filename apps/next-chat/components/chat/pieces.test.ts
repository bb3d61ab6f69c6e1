import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { createPieces } from './pieces.ts'

const line = fc.constantFrom(
  '',
  'Words and more words.',
  '# Heading',
  '- item',
  '2. item',
  '  indented',
  '```ts',
  '````',
  '| a | b |',
  '> said',
  'x'.repeat(900),
)

test.prop([fc.array(line, { maxLength: 60 }), fc.array(fc.nat(400), { maxLength: 30 })])(
  'the pieces joined are the text, and a closed piece stays, however the text comes',
  (lines, steps) => {
    const text = lines.join('\n')
    const piecesOf = createPieces()
    let length = 0
    let before: readonly string[] = []
    for (const step of [...steps, text.length]) {
      length = Math.min(text.length, length + step)
      const pieces = piecesOf(text.slice(0, length))
      expect(pieces.join('')).toBe(text.slice(0, length))
      expect(pieces.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1))
      before = pieces
    }
    expect(before).toEqual(createPieces()(text))
  },
)

const long = 'x'.repeat(2500)

test('no fence, list, table or quotation is cut', () => {
  for (const inside of [
    `\`\`\`ts\n${long}\n\nconst a = 1\n\`\`\``,
    `- ${long}\n\n- two`,
    `1. ${long}\n\n2. two`,
    `${long}\n\n> said`,
  ])
    expect(createPieces()(inside)).toHaveLength(1)
  expect(createPieces()(`${long}\n\nNext.\n`)).toEqual([`${long}\n\n`, 'Next.\n'])
})

test('another text begins anew', () => {
  const piecesOf = createPieces()
  piecesOf(`${long}\n\nNext.\n`)
  expect(piecesOf('Other')).toEqual(['Other'])
})
