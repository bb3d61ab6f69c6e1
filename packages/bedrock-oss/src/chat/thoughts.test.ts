import { foldDeltas } from '@x/bedrock-core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createThoughts } from './thoughts.ts'

const read = (pieces: readonly string[]) => {
  const thoughts = createThoughts({ reasoning: 0, text: 1 })
  const deltas = [...pieces.flatMap((piece) => thoughts.push(piece)), ...thoughts.flush()]
  const { content, reasoning, text } = foldDeltas([...deltas, { type: 'finish', raw: 'stop' }]).generation
  return { content, reasoning, text }
}

describe('reasoning in tags', () => {
  it.each([
    ['one pair', ['<reasoning>Hm.</reasoning>Hello'], 'Hm.', 'Hello'],
    [
      'a pair a piece',
      ['<reasoning>Hm, </reasoning>', '<reasoning>yes.</reasoning>', 'Hel', 'lo'],
      'Hm, yes.',
      'Hello',
    ],
    ['a split opening', ['<reas', 'oning>Hm.</reasoning>Hello'], 'Hm.', 'Hello'],
    ['a split closing', ['<reasoning>Hm.<', '/reasoning', '>Hello'], 'Hm.', 'Hello'],
    ['no closing', ['<reasoning>Hm, so'], 'Hm, so', ''],
    ['half a closing', ['<reasoning>Hm.</reaso'], 'Hm.</reaso', ''],
    ['no closing before the next pair', ['<reasoning>Hm, ', '<reasoning>yes.</reasoning>Hello'], 'Hm, yes.', 'Hello'],
    ['thinking again', ['<reasoning>A</reasoning>one <reasoning>B</reasoning>two'], 'AB', 'one two'],
    ['other tags', ['a < b, <reason> and <', 'b>'], '', 'a < b, <reason> and <b>'],
    ['nothing', ['', ''], '', ''],
  ])('%s', (_, pieces, reasoning, text) => {
    expect(read(pieces)).toMatchObject({ reasoning, text })
  })

  it('keeps thinking and speaking in order', () => {
    expect(read(['<reasoning>A</reasoning>one <reasoning>B</reasoning>two']).content).toEqual([
      { type: 'reasoning', text: 'A' },
      { type: 'text', text: 'one ' },
      { type: 'reasoning', text: 'B' },
      { type: 'text', text: 'two' },
    ])
  })

  const words = fc.array(
    fc.constantFrom('<reasoning>', '</reasoning>', '<', '</', 'reasoning>', '<reasoning', 'a', '🐉 '),
  )

  it('reads the same however it is cut', () => {
    fc.assert(
      fc.property(words, fc.array(fc.nat(80)), (said, cuts) => {
        const whole = said.join('')
        const edges = [0, ...cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b), whole.length]
        const pieces = edges.slice(1).map((end, index) => whole.slice(edges[index], end))
        expect(read(pieces)).toEqual(read([whole]))
      }),
    )
  })

  it('loses and adds nothing but tags, and lets none through', () => {
    fc.assert(
      fc.property(words, (said) => {
        const whole = said.join('')
        const { content } = read([whole])
        const told = content.map((part) => ('text' in part ? part.text : '')).join('')
        expect(told).toBe(whole.replace(/<\/?reasoning>/g, ''))
      }),
    )
  })

  it('holds back no more than a tag’s beginning', () => {
    const thoughts = createThoughts({ reasoning: 0, text: 1 })
    expect(thoughts.push('Hello <rea')).toEqual([{ type: 'text', block: 1, text: 'Hello ' }])
    expect(thoughts.push('l>')).toEqual([{ type: 'text', block: 1, text: '<real>' }])
    expect(thoughts.flush()).toEqual([])
  })
})
