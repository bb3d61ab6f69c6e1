import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { type SseEvent, sseReader } from './sse-lines.ts'

const read = (pieces: readonly string[]): SseEvent[] => {
  const events: SseEvent[] = []
  const push = sseReader((event) => events.push(event))
  for (const piece of pieces) push(piece)
  return events
}

test('reads as the HTML standard says', () => {
  expect(
    read([': hello\n\ndata: a\ndata:b\ndata\n\nid: 7\nevent: x\nretry: 3\ndata:  c\n\nid: 8\n\ndata: cut']),
  ).toEqual([
    { data: 'a\nb\n', id: undefined },
    { data: ' c', id: '7' },
  ])
  expect(read(['data: a\r\rdata: b\r\n\r\ndata: c\n\n']).map(({ data }) => data)).toEqual(['a', 'b', 'c'])
})

const ends = fc.constantFrom('\n', '\r\n', '\r')
const line = fc.oneof(
  fc.constantFrom('', 'data', 'data:', 'data: x', 'id: 1', ': c'),
  fc.string({ unit: 'grapheme' }).map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
)

test.prop([fc.array(fc.tuple(line, ends)), fc.array(fc.nat(9))])('any cut gives the same events', (written, cuts) => {
  const text = written.map((pair) => pair.join('')).join('')
  const pieces: string[] = []
  let at = 0
  for (const length of cuts) {
    pieces.push(text.slice(at, at + length))
    at += length
  }
  pieces.push(text.slice(at))
  expect(read(pieces)).toEqual(read([text]))
})

test('a line of 300,000 pieces is joined once: looking at each piece anew would take minutes', () => {
  const began = performance.now()
  const [event] = read(['data: ', ...Array.from({ length: 300_000 }, () => 'abcdefgh'), '\n\n'])
  expect(event?.data.length).toBe(2_400_000)
  expect(performance.now() - began).toBeLessThan(4000)
})

test('an event without end is refused before it fills the memory', () => {
  const push = sseReader(() => {})
  const piece = 'x'.repeat(1 << 20)
  expect(() => {
    for (let i = 0; i < 100; i++) push(piece)
  }).toThrowError(expect.objectContaining({ code: 'malformed' }))
})
