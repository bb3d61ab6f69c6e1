import { BedrockError, isJsonObject, type Json, type JsonObject, type Prompt } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { anyPrompt } from '@x/bedrock-core/testing/prompts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { OssOptions } from '../options.ts'
import { chat } from './format.ts'

const options = fc.record({ seed: fc.integer(), parallelToolCalls: fc.boolean() }, { requiredKeys: [] })

const filled = (value: Json | undefined): boolean =>
  typeof value === 'string'
    ? value.trim() !== ''
    : Array.isArray(value) && value.every((part) => isJsonObject(part) && filled(part['text']))
const legalName = /^[a-zA-Z0-9_-]{1,64}$/
const objectOf = (text: Json | undefined): boolean => isJsonObject(JSON.parse(String(text)))
const listed = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : []

/** OpenAI's reference of chat completions, and what Bedrock says of it, as rules on members. */
const rules: Readonly<Record<string, (value: Json, body: JsonObject) => boolean>> = {
  messages: (value) => listed(value).every((message) => messageRules[String(message['role'])]?.(message) === true),
  max_tokens: (value) => Number.isInteger(value) && Number(value) >= 1,
  temperature: (value) => Number(value) >= 0 && Number(value) <= 2,
  top_p: (value) => Number(value) >= 0 && Number(value) <= 1,
  stop: (value) => Array.isArray(value) && value.length > 0 && !value.includes(''),
  response_format: (value) =>
    isJsonObject(value) && isJsonObject(value['json_schema']) && typeof value['json_schema']['name'] === 'string',
  tools: (value) => listed(value).length > 0,
  tool_choice: (_, body) => body['tools'] !== undefined,
  parallel_tool_calls: (value, body) => typeof value === 'boolean' && body['tools'] !== undefined,
  reasoning_effort: (value) => value === 'low' || value === 'medium' || value === 'high',
  seed: (value) => Number.isInteger(value),
}
const messageRules: Readonly<Record<string, (message: JsonObject) => boolean>> = {
  system: ({ content }) => filled(content),
  user: ({ content }) => filled(content),
  tool: ({ content, name, tool_call_id }) => filled(content) && name === undefined && typeof tool_call_id === 'string',
  assistant: ({ content, tool_calls }) =>
    filled(content) &&
    (tool_calls === undefined ? !Array.isArray(content) || content.length > 0 : listed(tool_calls).length > 0) &&
    listed(tool_calls).every(
      ({ function: called }) =>
        isJsonObject(called) && legalName.test(String(called['name'])) && objectOf(called['arguments']),
    ),
}

const sent = (prompt: Prompt<OssOptions>): JsonObject | undefined => {
  try {
    return JSON.parse(JSON.stringify(checked(chat).encode(prompt, '').body))
  } catch (error) {
    // What cannot be said is refused by name: never anything else.
    if (BedrockError.is(error, 'unsupported') || BedrockError.is(error, 'invalid-argument')) return undefined
    throw error
  }
}

it('obeys the documented constraints for any prompt', () => {
  let accepted = 0
  fc.assert(
    fc.property(anyPrompt, options, (prompt, own) => {
      const body = sent({ ...prompt, options: own })
      if (body === undefined) return
      accepted += 1
      for (const [key, value] of Object.entries(body)) {
        const rule = rules[key]
        if (rule === undefined) throw new Error(`"${key}" is no member of the body`)
        if (value === undefined || !rule(value, body)) throw new Error(`${key}: ${JSON.stringify(value)}`)
      }
      expect(body).toHaveProperty('messages')
    }),
    { numRuns: 1500 },
  )
  expect(accepted).toBeGreaterThan(300)
})
