import { expect, test } from 'vitest'
import type { Citation } from '../speech/citation.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { citedSources, type UISource } from './cited-sources.ts'
import { createChunker } from './create-chunker.ts'

const web = { type: 'web', url: 'https://a.example/b' } as const
const pages = { type: 'pages', documentIndex: 0, start: 1, end: 2 } as const

test.each<[Citation, UISource]>([
  [
    { title: 'Page', location: web },
    { type: 'source-url', url: web.url, title: 'Page', providerMetadata: { bedrock: { location: web } } },
  ],
  [{ source: 'HTTP://a.example' }, { type: 'source-url', url: 'HTTP://a.example' }],
  [
    { source: 'javascript:alert(1)', citedText: 'words', raw: { secret: 1 } },
    {
      type: 'source-document',
      mediaType: 'text/plain',
      title: 'javascript:alert(1)',
      providerMetadata: { bedrock: { citedText: 'words' } },
    },
  ],
  [
    { title: 'Manual', source: 's3://bucket/manual.pdf', location: pages },
    {
      type: 'source-document',
      mediaType: 'application/pdf',
      title: 'Manual',
      providerMetadata: { bedrock: { location: pages } },
    },
  ],
  [{}, { type: 'source-document', mediaType: 'text/plain', title: 'Document' }],
])('%j is shown as %j', (citation, source) => {
  expect(citedSources(citation)).toEqual(source)
})

const cited = (id: string, citation: Citation): StreamPart => ({ type: 'source', id, citation })

test('a route that says nothing of sources sends none', () => {
  expect(createChunker()(cited('source-1', { title: 'Page' }))).toEqual([])
})

test('a route may word its sources itself, or send only some; their ids are the answer’s, step by step', () => {
  const sources = ({ source }: Citation): UISource | undefined =>
    source === undefined ? undefined : { type: 'source-url', url: `/viewer/${source}` }
  const start = { type: 'start', warnings: [], response: { modelId: 'm' } } as const
  const chunks = [
    start,
    cited('source-0', { source: 'a' }),
    cited('source-1', { title: 'no address' }),
    start,
    cited('source-0', { source: 'b' }),
  ].flatMap(createChunker({ sources }))
  expect(chunks.filter(({ type }) => type.startsWith('source'))).toEqual([
    { type: 'source-url', sourceId: '1-source-0', url: '/viewer/a' },
    { type: 'source-url', sourceId: '2-source-0', url: '/viewer/b' },
  ])
})
