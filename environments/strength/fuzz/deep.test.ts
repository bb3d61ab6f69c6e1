import { claude } from '@x/bedrock-claude'
import { BedrockError, JsonDraft } from '@x/bedrock-core'
import { bytesOfEvents, readPieces } from '@x/bedrock-core/testing'
import { MessageDraft, readChatRequest, readUIStream } from '@x/bedrock-core/ui'
import { describe, expect, test } from 'vitest'

const levels = 100_000
const lists = '['.repeat(levels) + ']'.repeat(levels)
const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const deep = [
  ['lists', lists],
  ['objects', objects],
] as const

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return 'taken'
  } catch (error) {
    if (BedrockError.is(error)) return error.code
    throw error
  }
}

/** JSON that no call stack is deep enough for: it is taken, or it is a typed error; it is never a `RangeError`. */
describe.each(deep)(`${levels.toLocaleString('en')} %s in each other`, (_, json) => {
  test('as the payload of a frame', async () => {
    const family = claude()
    const [messages, converse] = family.formats
    const model = 'anthropic.claude-sonnet-4-5-20250929-v1:0'
    for (const format of [messages, converse]) {
      if (format === undefined) throw new Error('Claude has two forms')
      const text = JSON.stringify(json)
      const input = [
        { contentBlockStart: { contentBlockIndex: 0, start: { toolUse: { toolUseId: 't', name: 'x' } } } },
        { contentBlockDelta: { contentBlockIndex: 0, delta: { toolUse: { input: json } } } },
        { contentBlockStop: { contentBlockIndex: 0 } },
        { messageStop: { stopReason: 'tool_use' } },
      ]
      const fixture = { name: 'deep', format: format.name, model, evidence: 'documented' } as const
      const frame = bytesOfEvents(format, format === converse ? input : [{ type: 'of_tomorrow', text }])
      const { error, parts } = await readPieces(family, fixture, [frame])
      expect(error?.code ?? parts.at(-1)?.type).toMatch(format === converse ? /^finish$/ : /^truncated$/)
    }
  })

  test('as a chat request', async () => {
    const request = new Request('https://chat.example', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"messages":${json}}`,
    })
    expect(await codeOf(() => readChatRequest(request))).toBe('invalid-argument')
  })

  test('as an object that a model writes', async () => {
    expect(await codeOf(() => new JsonDraft().apply(json))).toBe('malformed')
  })

  test('as events of the browser’s protocol', async () => {
    const event = `data: {"type":"message-metadata","messageMetadata":{"a":${json}}}\n\n`
    const response = new Response(`${event}${event}data: {"type":"finish"}\n\n`)
    const draft = new MessageDraft({ id: 'm', role: 'assistant', parts: [] })
    expect(
      await codeOf(async () => {
        for await (const chunk of readUIStream(response)) draft.apply(chunk)
      }),
    ).toMatch(/taken|malformed/)
  })
})
