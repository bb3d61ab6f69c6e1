import type { UIMessage, UIPart } from '@x/bedrock-core/ui'
import { expect, test } from 'vitest'
import { answerBlocks } from './answer-blocks.ts'

const message = (...parts: readonly UIPart[]): UIMessage => ({ id: 'a', role: 'assistant', parts })
const text = (words: string): UIPart => ({ type: 'text', text: words })
const source = (title: string, citedText?: string, span?: { start: number; end: number }): UIPart => ({
  type: 'source-document',
  sourceId: title,
  mediaType: 'text/plain',
  title,
  providerMetadata: {
    bedrock: { ...(citedText === undefined ? {} : { citedText }), ...(span === undefined ? {} : { span }) },
  },
})
const texts = (...parts: readonly UIPart[]) =>
  answerBlocks(message(...parts)).blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []))

test('texts that follow each other are one, with the marks of their sources in them', () => {
  expect(texts(text('The Loire is long.'), source('Rivers', 'long'), text(' So is the Rhine.'))).toEqual([
    'The Loire is long.\u2060[1](#source-1) So is the Rhine.',
  ])
})

test('a mark stands where the words that it supports end, whatever the order of the sources', () => {
  const parts = [text('One. Two.'), source('B', 'two', { start: 5, end: 9 }), source('A', 'one', { start: 0, end: 4 })]
  expect(texts(...parts)).toEqual(['One.\u2060[2](#source-2) Two.\u2060[1](#source-1)'])
})

test('a span beyond the text loses no word of it', () => {
  expect(texts(text('Short.'), source('A', 'x', { start: 0, end: 900 }), source('B', 'y'))).toEqual([
    'Short.\u2060[2](#source-2)\u2060[1](#source-1)',
  ])
})

test('a source that is cited twice has one number, and a source before any text has no mark', () => {
  const { sources, blocks } = answerBlocks(
    message(source('A', 'x'), text('Yes.'), source('A', 'x'), source('A', 'other')),
  )
  expect(sources.map(({ number, quote }) => [number, quote])).toEqual([
    [1, 'x'],
    [2, 'other'],
  ])
  expect(blocks).toEqual([{ type: 'text', key: 'text-1', text: 'Yes.\u2060[1](#source-1)\u2060[2](#source-2)' }])
})

test('a source that a model names by ids alone is the passages that the answer was given', () => {
  const cited: UIPart = {
    type: 'source-document',
    sourceId: 's',
    mediaType: 'text/plain',
    title: 'Document',
    providerMetadata: { bedrock: { documentIds: ['b', 'a', 'gone'], span: { start: 0, end: 4 } } },
  }
  const passages = [
    { id: 'a', title: 'Rivers', text: 'The Loire.' },
    { id: 'b', title: 'Hills', text: 'The Alps.' },
  ]
  const { sources, blocks } = answerBlocks({ ...message(text('Both. So.'), cited), metadata: { passages } })
  expect(sources).toEqual([
    { number: 1, title: 'Hills', quote: 'The Alps.' },
    { number: 2, title: 'Rivers', quote: 'The Loire.' },
  ])
  expect(blocks).toMatchObject([{ text: 'Both\u2060[1](#source-1)\u2060[2](#source-2). So.' }])
})

test('keys stay the same while an answer grows', () => {
  const step: UIPart = { type: 'step-start' }
  const growing = [step, text('One'), { type: 'reasoning', text: 'Hm' } as const, text('Two')]
  const keysAfter = (count: number) => answerBlocks(message(...growing.slice(0, count))).blocks.map(({ key }) => key)
  for (let count = 1; count <= growing.length; count++) expect(keysAfter(4).slice(0, count)).toEqual(keysAfter(count))
})
