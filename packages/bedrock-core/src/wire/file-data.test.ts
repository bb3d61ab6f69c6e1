import { describe, expect, it } from 'vitest'
import type { FilePart } from '../speech/content.ts'
import { maybeTextOfBase64 } from './base64.ts'
import { base64OfFile } from './file-data.ts'

const file = (data: FilePart['data'], mediaType = 'image/png'): FilePart => ({ type: 'file', mediaType, data })

describe('a file’s base64', () => {
  it('is what was given, or made of its bytes', () => {
    expect(base64OfFile(file('AQID'), 'The form')).toBe('AQID')
    expect(base64OfFile(file(new Uint8Array([1, 2, 3])), 'The form', /^image\//)).toBe('AQID')
  })

  it.each([
    [
      'of another type',
      file('AQID', 'audio/wav'),
      'unsupported',
      'The form has no place for a file of type "audio/wav".',
    ],
    ['in S3', file({ uri: 's3://bucket/key' }), 'unsupported', 'The form has no place for a file in S3.'],
    ['of no bytes', file(new Uint8Array()), 'invalid-argument', 'A file of type "image/png" is empty or not base64.'],
    ['of no text', file(''), 'invalid-argument', 'A file of type "image/png" is empty or not base64.'],
  ])('is refused for a file %s', (_name, part, code, message) => {
    const refused = expect.objectContaining({ code, message: expect.stringContaining(message) })
    expect(() => base64OfFile(part, 'The form', /^image\//)).toThrow(refused)
  })
})

it('reads text of base64, where it is base64', () => {
  expect(maybeTextOfBase64('Z3LDtsOfZQ==')).toBe('größe')
  expect(maybeTextOfBase64('größe')).toBe(undefined)
})
