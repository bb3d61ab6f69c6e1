import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)

/** Threat, file and words of each row of the table. */
const rows = readFileSync(new URL('SECURITY.md', root), 'utf8')
  .split('\n')
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
  .filter((cells) => cells[2]?.startsWith('`'))
  .map(([threat = '', , file = '', words = '']) => ({ threat, file: file.slice(1, -1), words }))

describe('SECURITY.md', () => {
  test('has a row for every kind of threat', () => {
    const all = rows.map(({ threat }) => threat).join('\n')
    expect(rows.length).toBeGreaterThan(20)
    for (const kind of [
      /log/,
      /spans/,
      /bundle/,
      /region/,
      /ARN/,
      /endpoint/i,
      /media/,
      /header/,
      /__proto__/,
      /expressions/,
      /body/,
      /tools/,
      /system/,
      /dependency/,
    ])
      expect(all).toMatch(kind)
  })

  test.each(rows)('$threat', ({ file, words }) => {
    expect(existsSync(new URL(file, root)), file).toBe(true)
    expect(readFileSync(new URL(file, root), 'utf8').toLowerCase()).toContain(words.toLowerCase())
  })
})
