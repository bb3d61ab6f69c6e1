import { createBedrock, plan } from '@x/bedrock-core'
import type { JsonObject, Prompt, Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { type Exchange, recorded } from '@x/recordings'
import { describe, expect, it } from 'vitest'
import { llamaConverse } from './converse.ts'
import { llama } from './llama.ts'
import { native } from './native/format.ts'
import type { LlamaOptions } from './options.ts'
import { promptOf } from './test/prompt.ts'
import { answered, exchanges } from './test/recordings.ts'

const turn = (role: string, text: string): Turn => ({
  role: role === 'assistant' ? 'assistant' : 'user',
  content: [{ type: 'text', text }],
})

/** Reads a recorded prompt string back into turns; undefined where it is in no template at all. */
const importPrompt = (text: string): Partial<Prompt<LlamaOptions>> | undefined => {
  const two = /^<s>\[INST\] <<SYS>>\n(?<system>[\s\S]*)\n<<\/SYS>>\n\n(?<user>[\s\S]*) \[\/INST\]$/.exec(text)?.groups
  if (two) return { system: [{ type: 'text', text: two['system'] ?? '' }], messages: [turn('user', two['user'] ?? '')] }
  if (!text.startsWith('<|begin_of_text|>')) return undefined
  const said = [...text.matchAll(/<\|start_header_id\|>(\w+)<\|end_header_id\|>\n\n([\s\S]*?)<\|eot_id\|>/g)]
  return {
    system: said.flatMap(([, role, words = '']) => (role === 'system' ? [{ type: 'text' as const, text: words }] : [])),
    messages: said.flatMap(([, role = '', words = '']) => (role === 'system' ? [] : [turn(role, words)])),
  }
}

const settings = (names: readonly string[], body: Record<string, unknown>): Partial<Prompt<LlamaOptions>> => {
  const ours = ['maxOutputTokens', 'temperature', 'topP'] as const
  return Object.fromEntries(
    ours.map((name, index) => [name, body[names[index] ?? '']]).filter(([, value]) => value !== undefined),
  )
}

const importNative = ({ request }: Exchange): Prompt<LlamaOptions> | undefined => {
  const prompt = importPrompt(String(request.body?.['prompt']))
  return prompt && promptOf({ ...prompt, ...settings(['max_gen_len', 'temperature', 'top_p'], request.body ?? {}) })
}

interface ConverseBody {
  readonly messages: readonly { role: string; content: readonly { text: string }[] }[]
  readonly system?: readonly { text: string }[]
  readonly inferenceConfig?: Record<string, unknown>
  readonly toolConfig?: {
    tools: readonly { toolSpec: { name: string; description: string; inputSchema: { json: JsonObject } } }[]
  }
}

const importConverse = ({ request }: Exchange): Prompt<LlamaOptions> => {
  const body: ConverseBody = JSON.parse(JSON.stringify(request.body))
  return promptOf({
    system: (body.system ?? []).map(({ text }) => ({ type: 'text', text })),
    messages: body.messages.map(({ role, content }) => turn(role, content.map(({ text }) => text).join(''))),
    tools: (body.toolConfig?.tools ?? []).map(({ toolSpec: { name, description, inputSchema } }) => ({
      name,
      description,
      inputSchema: inputSchema.json,
    })),
    ...settings(['maxTokens', 'temperature', 'topP'], body.inferenceConfig ?? {}),
  })
}

const sent = (body: JsonObject): unknown => JSON.parse(JSON.stringify(body))
const isNative = ({ operation }: Exchange): boolean => operation.startsWith('invoke')
const bare = (model: string): string => model.slice(model.indexOf('meta.'))

describe.skipIf(!recorded)('recorded requests to Llama', () => {
  it('on InvokeModel are written the same', () => {
    const inNoTemplate = exchanges.filter((exchange) => isNative(exchange) && importNative(exchange) === undefined)
    const expressible = exchanges.filter((exchange) => isNative(exchange) && importNative(exchange) !== undefined)
    for (const exchange of expressible) {
      const { body, warnings } = checked(native).encode(importNative(exchange) ?? promptOf(), exchange.model)
      expect(sent(body), exchange.id).toEqual(exchange.request.body)
      expect(warnings).toEqual([])
    }
    // Others sent the bare question, which makes a chat model go on writing it.
    expect(inNoTemplate.every(({ request }) => !/<\||\[INST\]/.test(String(request.body?.['prompt'])))).toBe(true)
    expect([expressible.length, inNoTemplate.length]).toEqual([10, 12])
  })

  it('on Converse are written the same, but for what made Llama answer nothing', () => {
    const asked = exchanges.filter((exchange) => !isNative(exchange))
    for (const exchange of asked) {
      const { body } = checked(llamaConverse).encode(importConverse(exchange), bare(exchange.model))
      const { additionalModelRequestFields: _empty, ...wanted } = exchange.request.body ?? {}
      const expected: unknown = JSON.parse(JSON.stringify(wanted).replaceAll('"additionalProperties":false,', ''))
      expect(sent(body), exchange.id).toEqual(expected)
    }
    expect(asked.length).toBe(4)
  })

  it('that were answered are not refused, and the one whose model knows no tools is, before sending', () => {
    const bedrock = createBedrock({ region: 'us-east-1', auth: async (request) => request, families: [llama()] })
    for (const { model, operation } of answered) {
      const planned = plan(
        { model: bedrock(model, { family: 'llama' }), system: 'Be brief.', prompt: 'Hi' },
        { stream: operation.endsWith('-stream') },
      )
      expect([planned.format.name, planned.stream]).toEqual(['native', operation.endsWith('-stream')])
    }
    const tools = { weather: { inputSchema: { type: 'object' } } }
    const model = bedrock('us.meta.llama3-2-3b-instruct-v1:0')
    expect(() => plan({ model, prompt: 'Hi', tools })).toThrow(
      /llama cannot carry this prompt to "meta\.llama3-2-3b-instruct-v1:0": native lacks tools; converse lacks tools/,
    )
  })
})
