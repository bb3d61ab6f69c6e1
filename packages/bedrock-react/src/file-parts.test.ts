import { fc, test } from '@fast-check/vitest'
import { dataFiles, readChatRequest } from '@x/bedrock-core/ui'
import { expect } from 'vitest'
import { fileParts } from './file-parts.ts'

test.prop([fc.uint8Array({ minLength: 1, maxLength: 100_000 })], { numRuns: 20 })(
  'the server reads the same bytes that the browser was given',
  async (bytes) => {
    const files = await fileParts([new File([new Uint8Array(bytes)], 'photo', { type: 'image/png' })])
    const { messages } = await readChatRequest(
      new Request('https://chat.example', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ messages: [{ id: 'u', role: 'user', parts: files }] }),
      }),
      { files: dataFiles },
    )
    const [message] = messages
    const [part] = message?.role === 'user' ? message.content : []
    expect(part).toEqual({
      type: 'file',
      mediaType: 'image/png',
      filename: 'photo',
      data: Buffer.from(bytes).toString('base64'),
    })
  },
)

test.each([
  ['notes.MD', '', 'text/markdown'],
  ['table.csv', 'application/vnd.ms-excel', 'text/csv'],
  ['a.png', 'image/png', 'image/png'],
  ['constructor', '', 'application/octet-stream'],
])('%s of type %j is %s', async (name, type, mediaType) => {
  expect(await fileParts([new File(['x'], name, { type })])).toMatchObject([{ mediaType, filename: name }])
})

test.each([
  ['too many', Array.from({ length: 3 }, () => new File(['x'], 'a.txt')), { maxFiles: 2 }, /more than 2 files/],
  ['too large', [new File(['x'.repeat(2000)], 'a.txt')], { maxBytes: 1999 }, /larger than 0.0 MiB/],
  ['empty', [new File([], 'a.txt')], {}, /“a.txt” is empty/],
  ['of another type', [new File(['x'], 'a.txt')], { accept: ['image/*'] }, /text\/plain/],
])('files that are %s are refused in words for the user', async (_name, files, limits, words) => {
  await expect(fileParts(files, limits)).rejects.toThrow(words)
  await expect(fileParts(files, limits)).rejects.toMatchObject({ code: 'invalid-argument' })
})
