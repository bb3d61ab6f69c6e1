import { BedrockError } from '@x/bedrock-core'
import type { JsonObject, Prompt, Turn } from '@x/bedrock-core/family'
import { recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { claudeCompletion } from './completion.ts'
import { exchangesOf, isCompletion } from './test/recordings.ts'

const [format] = claudeCompletion().formats
const bodyOf = (prompt: Prompt): JsonObject => JSON.parse(JSON.stringify(format?.encode(prompt, '').body))

const ask = (messages: readonly Turn[], more: Partial<Prompt> = {}): Prompt => ({
  system: [],
  messages,
  tools: [],
  options: {},
  ...more,
})
const said = (role: 'user' | 'assistant', text: string): Turn => ({ role, content: [{ type: 'text', text }] })

describe('text completion', () => {
  it('names the speakers and ends where the assistant goes on', () => {
    const turns = [said('user', 'Hi'), said('assistant', 'Hello.'), said('user', 'Why?')]
    expect(bodyOf(ask(turns, { system: [{ type: 'text', text: 'Be brief.' }] }))).toEqual({
      prompt: 'Be brief.\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Why?\n\nAssistant:',
      max_tokens_to_sample: 4096,
    })
    expect(bodyOf(ask([said('user', 'Hi'), said('assistant', 'Hel')]))['prompt']).toBe(
      '\n\nHuman: Hi\n\nAssistant: Hel',
    )
  })

  it('refuses what is not text', () => {
    const image: Turn = { role: 'user', content: [{ type: 'file', mediaType: 'image/png', data: '' }] }
    expect(() => bodyOf(ask([image]))).toThrow(BedrockError)
  })

  it.skipIf(!recorded)('writes the recorded requests the same that name the speakers as documented', () => {
    const bodies = exchangesOf('invoke', 'invoke-with-response-stream')
      .filter(isCompletion)
      .map(({ request }) => request.body ?? {})
    let same = 0
    for (const body of bodies) {
      const [, question, begun] =
        /^\n\nHuman: ([\s\S]*?)\n\nAssistant:(?: ([\s\S]+))?$/.exec(String(body['prompt'])) ?? []
      if (question === undefined) continue
      const turns = [said('user', question), ...(begun === undefined ? [] : [said('assistant', begun)])]
      const names = {
        max_tokens_to_sample: 'maxOutputTokens',
        temperature: 'temperature',
        top_p: 'topP',
        top_k: 'topK',
        stop_sequences: 'stopSequences',
      }
      const settings = Object.fromEntries(
        Object.entries(names).flatMap(([wire, ours]) => (wire in body ? [[ours, body[wire]]] : [])),
      )
      expect(bodyOf(ask(turns, settings))).toEqual(body)
      same += 1
    }
    console.info(
      `text completion: ${same} of ${bodies.length} recorded requests are in the documented form, and written the same`,
    )
    expect(same).toBeGreaterThan(0)
  })
})
