import type { AssistantPart, Json, JsonObject, Prompt, ToolOutput, Turn } from '@x/bedrock-core/family'
import fc from 'fast-check'
import type { CohereOptions } from '../options.ts'

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('', ' ', '\n', 'Hello.'))
const textPart = fc.record({ type: fc.constant('text' as const), text })
const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value)))
const name = fc.constantFrom('get_weather', 'get-weather', '7wonders', 'search', 'sear-ch')
const id = fc.constantFrom('call_0', 'call_1', 'toolu_x', 'a b')

const toolCall = fc.record({ type: fc.constant('tool-call' as const), toolCallId: id, toolName: name, input: json })
const assistantPart: fc.Arbitrary<AssistantPart> = fc.oneof(
  textPart,
  toolCall,
  fc.record({ type: fc.constant('reasoning' as const), text }),
  fc.record({ type: fc.constant('raw' as const), format: fc.constantFrom('chat', 'messages'), value: json }),
)
const output: fc.Arbitrary<ToolOutput> = fc.oneof(
  fc.record({ type: fc.constantFrom('text' as const, 'error-text' as const), value: text }),
  fc.record({ type: fc.constantFrom('json' as const, 'error-json' as const), value: json }),
  fc.record({ type: fc.constant('content' as const), value: fc.array(textPart, { maxLength: 2 }) }),
)
const toolResult = fc.record({ type: fc.constant('tool-result' as const), toolCallId: id, toolName: name, output })

const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.record({ role: fc.constant('user' as const), content: fc.array(textPart, { maxLength: 2 }) }),
  fc.record({ role: fc.constant('assistant' as const), content: fc.array(assistantPart, { maxLength: 3 }) }),
  fc.record({ role: fc.constant('tool' as const), content: fc.array(toolResult, { maxLength: 2 }) }),
)

const schema: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constant({ type: 'object' }),
  fc
    .dictionary(fc.string({ minLength: 1, maxLength: 6 }), json, { maxKeys: 3 })
    .map((properties): JsonObject => ({ type: 'object', properties, required: Object.keys(properties).slice(0, 1) })),
  fc
    .constantFrom<JsonObject>({ type: ['string', 'null'] }, { enum: ['a'] }, { $ref: '#/$defs/x' }, { type: 'array' })
    .map((value): JsonObject => ({ type: 'object', properties: { value }, $defs: { x: { type: 'integer' } } })),
)
const tool = fc.record(
  { name, description: text, inputSchema: schema, strict: fc.boolean() },
  { requiredKeys: ['name', 'inputSchema'] },
)

const number = fc.oneof(fc.double({ min: 0, max: 2, noNaN: true }), fc.constantFrom(0, 0.01, 0.99, 1))
const count = fc.integer({ min: 0, max: 2000 })

/** What `options` may say. */
const options: fc.Arbitrary<CohereOptions> = fc.record(
  {
    frequencyPenalty: number,
    presencePenalty: number,
    seed: count,
    promptTruncation: fc.constantFrom('OFF' as const, 'AUTO_PRESERVE_ORDER' as const),
    searchQueriesOnly: fc.boolean(),
    returnPrompt: fc.boolean(),
    rawPrompting: fc.boolean(),
  },
  { requiredKeys: [] },
)

/** Prompts of every turn, tool and option that the chat form may be given: no files, which it refuses. */
export const anyCoherePrompt: fc.Arbitrary<Prompt<CohereOptions>> = fc.record(
  {
    system: fc.array(textPart, { maxLength: 2 }),
    messages: fc.array(turn, { minLength: 1, maxLength: 6 }),
    tools: fc.uniqueArray(tool, { selector: (one) => one.name, maxLength: 4 }),
    options,
    toolChoice: fc.constantFrom('auto' as const, 'none' as const),
    documents: fc.array(fc.record({ id: text, title: text, text }, { requiredKeys: ['text'] }), { maxLength: 3 }),
    maxOutputTokens: fc.integer({ min: 1, max: 4000 }),
    temperature: number,
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    topK: count,
    stopSequences: fc.array(text, { maxLength: 3 }),
  },
  { requiredKeys: ['system', 'messages', 'tools', 'options'] },
)
