import { describe, expect, it, test } from 'vitest'
import { dataFiles } from './data-files.ts'
import type { ChatReaders, ChatRequestLimits } from './limits.ts'
import { readChatRequest } from './read-chat-request.ts'
import { toMessages } from './to-messages.ts'
import { unsealed } from './unsealed.ts'

const text = { type: 'text', text: 'Read this.' } as const
const file = (url: string) => ({ type: 'file', mediaType: 'image/png', url }) as const
const asked = (...parts: readonly object[]) => [{ id: 'u', role: 'user', parts: [text, ...parts] }]

const post = (messages: unknown): Request =>
  new Request('https://chat.example', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages }),
  })

/** What a route and a server that keeps conversations do, alike. */
const readers = {
  readChatRequest: async (messages: unknown, limits?: ChatRequestLimits) =>
    (await readChatRequest(post(messages), limits)).messages,
  toMessages: (messages: unknown, chat?: ChatReaders) => toMessages(messages as Parameters<typeof toMessages>[0], chat),
}

describe.each(Object.entries(readers))('files, by %s', (_name, read) => {
  it('are refused where nothing reads them, in words that name the fix', async () => {
    await expect(read(asked(file('data:,x')))).rejects.toMatchObject({
      code: 'invalid-argument',
      status: 400,
      message: expect.stringMatching(/has a file\. Pass files \(dataFiles\) to readChatRequest/),
    })
    await expect(read(asked())).resolves.toHaveLength(1)
  })

  it('are read by a function of the route, side by side, such as from its own storage', async () => {
    const stored = new Map([
      ['file-1', new Uint8Array([1])],
      ['file-2', new Uint8Array([2])],
    ])
    let reading = 0
    let most = 0
    const files: ChatReaders['files'] = async ({ url, mediaType }) => {
      most = Math.max(most, ++reading)
      await new Promise((resolve) => setTimeout(resolve, 1))
      reading -= 1
      return { type: 'file', mediaType, data: stored.get(url) ?? new Uint8Array() }
    }
    expect(await read(asked(file('file-1'), text, file('file-2')), { files })).toEqual([
      {
        role: 'user',
        content: [
          text,
          { type: 'file', mediaType: 'image/png', data: stored.get('file-1') },
          text,
          { type: 'file', mediaType: 'image/png', data: stored.get('file-2') },
        ],
      },
    ])
    expect(most).toBe(2)
  })

  it('fail as that function fails', async () => {
    const gone = new Error('gone')
    await expect(read(asked(file('file-1')), { files: () => Promise.reject(gone) })).rejects.toBe(gone)
  })

  it('of a model’s own answer go back too', async () => {
    const answer = { id: 'a', role: 'assistant', parts: [file('data:image/png;base64,AAAA')] }
    expect(await read([...asked(), answer, ...asked()], { files: dataFiles })).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: [{ type: 'file', data: 'AAAA' }] },
      { role: 'user' },
    ])
  })
})

test('a file’s name that is none is not passed on', () => {
  const named = { ...file('data:,x'), filename: { length: 3 } as unknown as string }
  expect(dataFiles(named)).not.toHaveProperty('filename')
})

test('a tool call is checked wherever it stands, and goes to the model only from an answer', async () => {
  const call = { type: 'tool-weather', toolCallId: 't', state: 'input-available', input: {} }
  await expect(readers.readChatRequest(asked({ ...call, toolCallId: {} }), { seal: unsealed })).rejects.toMatchObject({
    code: 'invalid-argument',
  })
  await expect(readers.readChatRequest(asked(call))).rejects.toThrow(/has tool calls/)
  expect(await readers.readChatRequest(asked(call), { seal: unsealed })).toEqual([{ role: 'user', content: [text] }])
})

test('kept conversations are read with the route’s own seal and tools', async () => {
  const call = { type: 'tool-locate', toolCallId: 't', state: 'output-available', input: {}, output: 'Bern' } as const
  const kept = [...asked(), { id: 'a', role: 'assistant', parts: [call] }]
  const tools = { locate: {} }
  expect(await readers.toMessages(kept, { seal: unsealed, tools })).toMatchObject([
    { role: 'user' },
    { role: 'assistant', content: [{ type: 'tool-call', toolName: 'locate' }] },
    { role: 'tool', content: [{ output: { type: 'text', value: 'Bern' } }] },
  ])
  // @ts-expect-error tools without what reads their calls
  await expect(toMessages(kept, { tools })).rejects.toThrow(/Pass a seal/)
})
