import { describe, expect, it } from 'vitest'
import { legalToolName, legalToolUseId } from '../family/legal-names.ts'
import { mediaFormats, mediaOf } from './media.ts'
import { nineLetterId } from './names.ts'
import { enumOf, present } from './test/service-model.ts'

describe('media', () => {
  it.skipIf(!present).each([
    ['image', 'ImageFormat'],
    ['document', 'DocumentFormat'],
    ['video', 'VideoFormat'],
    ['audio', 'AudioFormat'],
  ] as const)('%s formats are the words of the service', (kind, shape) => {
    expect(mediaFormats[kind]).toEqual(enumOf(shape))
  })

  it.each([
    ['IMAGE/PNG', undefined, 'image', 'png'],
    ['text/plain; charset=utf-8', undefined, 'document', 'txt'],
    ['application/octet-stream', 'Sheet.XLSX', 'document', 'xlsx'],
    ['', 'film.webm', 'video', 'webm'],
    ['audio/mpeg', undefined, 'audio', 'mp3'],
    ['audio/x-wav', undefined, 'audio', 'wav'],
    ['audio/x-matroska', undefined, 'audio', 'mka'],
    ['video/x-matroska', undefined, 'video', 'mkv'],
    ['video/x-ms-wmv', undefined, 'video', 'wmv'],
    ['video/quicktime', undefined, 'video', 'mov'],
    ['image/jpg', undefined, 'image', 'jpeg'],
    ['text/markdown', 'notes.txt', 'document', 'md'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', undefined, 'document', 'docx'],
  ])('%s %s', (mediaType, filename, kind, format) => {
    const file = { type: 'file', mediaType, data: 'AQID', ...(filename === undefined ? {} : { filename }) } as const
    expect(mediaOf(file)).toEqual({ kind, format })
  })
})

it.each(['image/svg+xml', 'video/pdf', 'application/zip', 'constructor', 'application/octet-stream'])(
  'refuses %s',
  (mediaType) => {
    expect(() => mediaOf({ type: 'file', mediaType, data: 'AQID', filename: 'a.exe' })).toThrow(mediaType)
  },
)

describe('names', () => {
  it('that are legal stay', () => {
    expect(legalToolUseId('toolu_bdrk_01.a:b-c')).toBe('toolu_bdrk_01.a:b-c')
    expect(nineLetterId('abcDEF123')).toBe('abcDEF123')
  })

  it('that differ stay different', () => {
    const long = [`${'a'.repeat(80)}b`, `${'a'.repeat(80)}c`, 'call 1', 'call_1', 'call/1']
    expect(new Set(long.map(legalToolUseId)).size).toBe(long.length)
    const ids = Array.from({ length: 20_000 }, (_, at) => nineLetterId(`tooluse_${at}`))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^[a-zA-Z0-9]{9}$/.test(id))).toBe(true)
  })

  it('become legal', () => {
    for (const name of ['', 'a.b', 'ä'.repeat(99), 'x'.repeat(65)])
      expect(legalToolName(name)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/)
  })
})
