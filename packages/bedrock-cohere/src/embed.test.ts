import { describe, expect, it } from 'vitest'
import { embed } from './embed.ts'

const sent = (body: object): unknown => JSON.parse(JSON.stringify(body))

describe('requests for embeddings, by AWS’s pages on Embed v3 and v4', () => {
  it('name the purpose, the cut, the codings and the length', () => {
    const request = { kind: 'text', values: ['a', 'b'], inputType: 'query', truncate: 'end' } as const
    expect(sent(embed.encode({ ...request, embeddingTypes: ['int8', 'float'] }, 'cohere.embed-english-v3'))).toEqual({
      texts: ['a', 'b'],
      input_type: 'search_query',
      truncate: 'END',
      embedding_types: ['int8', 'float'],
    })
    expect(sent(embed.encode({ ...request, dimensions: 256 }, 'cohere.embed-v4:0'))).toEqual({
      texts: ['a', 'b'],
      input_type: 'search_query',
      truncate: 'RIGHT',
      output_dimension: 256,
    })
  })

  it('carry images as data URIs; to v3 they are an input type', () => {
    const request = { kind: 'image', values: [{ mediaType: 'image/png', base64: 'iVBO' }] } as const
    const images = ['data:image/png;base64,iVBO']
    expect(sent(embed.encode(request, 'cohere.embed-english-v3'))).toEqual({ images, input_type: 'image' })
    expect(sent(embed.encode(request, 'cohere.embed-v4:0'))).toEqual({ images, input_type: 'search_document' })
  })
})

describe('answers', () => {
  it('are read by coding', () => {
    expect(embed.decode({ embeddings: { int8: [[1, -2]], float: [[0.1, -0.2]] } })).toEqual({
      embeddings: { int8: [[1, -2]], float: [[0.1, -0.2]] },
    })
  })

  it.each([{}, { embeddings: [['a']] }, { embeddings: { float: null } }])(
    'that hold none are malformed: %j',
    (body) => {
      expect(() => embed.decode(body)).toThrow(expect.objectContaining({ code: 'malformed' }))
    },
  )
})
