import { DefaultChatTransport, readUIMessageStream, uiMessageChunkSchema } from 'ai'
import { expect, test } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { memoryStreamStore } from './resume/memory-stream-store.ts'
import { toResumableUIResponse } from './resume/to-resumable-ui-response.ts'
import { collect } from './test/answers.ts'
import { toUIResponse } from './to-ui-response.ts'

const silence = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60))

async function* slowly(failure?: unknown): AsyncGenerator<StreamPart, void> {
  yield { type: 'start', warnings: [], response: { modelId: 'm' } }
  await silence()
  yield { type: 'text-start', id: '0' }
  yield { type: 'text-delta', id: '0', text: 'Hello' }
  await silence()
  if (failure !== undefined) throw failure
  yield { type: 'text-end', id: '0' }
}

const settings = { heartbeatMs: 5, onError: () => {}, metadata: () => ({ cost: 1 }) }

/** Every way in which we add something to the AI SDK's protocol. */
const responses: Readonly<Record<string, (failure?: unknown) => Response | Promise<Response>>> = {
  'an answer': (failure) => toUIResponse(slowly(failure), settings),
  'an answer that can be resumed': (failure) =>
    toResumableUIResponse(slowly(failure), { ...settings, store: memoryStreamStore(), chatId: 'c' }),
}

/** What the AI SDK's transport and reader make of a response. */
const theirs = async (response: Response) => {
  const transport = new DefaultChatTransport({ api: 'https://chat.example/api', fetch: async () => response })
  const stream = await transport.sendMessages({
    chatId: 'c',
    trigger: 'submit-message',
    messageId: undefined,
    messages: [{ id: 'u', role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
    abortSignal: undefined,
  })
  const failures: unknown[] = []
  const messages = await collect(readUIMessageStream({ stream, onError: (error) => failures.push(error) }))
  return { message: messages.at(-1), failures }
}

const chunkOf = uiMessageChunkSchema()

for (const [name, respond] of Object.entries(responses))
  for (const failure of [undefined, new BedrockError('throttled', 'Account 123 is throttled.')])
    test(`${name}${failure ? ' that fails' : ''}: beats, names of events and codes are no part of the AI SDK’s protocol, and do not disturb it`, async () => {
      const text = await (await respond(failure)).text()
      const lines = text.split('\n').filter((line) => line !== '')
      expect(lines.filter((line) => line.startsWith(':')).length).toBeGreaterThan(4)
      // Nothing but comments, ids and data; and data is the AI SDK's own, or `data-*`.
      expect(lines.filter((line) => !/^(:|id: |data: )/.test(line))).toEqual([])
      for (const [, data = ''] of text.matchAll(/^data: (.*)$/gm)) {
        if (data === '[DONE]') continue
        expect(await chunkOf.validate?.(JSON.parse(data)), data).toMatchObject({ success: true })
      }
      const { message, failures } = await theirs(await respond(failure))
      expect(message?.parts).toContainEqual(expect.objectContaining({ type: 'text', text: 'Hello' }))
      expect(failures).toHaveLength(failure ? 1 : 0)
      expect(text).not.toContain('Account')
    })
