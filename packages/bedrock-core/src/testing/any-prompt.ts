import fc from 'fast-check'
import type { Citation } from '../speech/citation.ts'
import type {
  AssistantPart,
  CacheMark,
  FilePart,
  ReasoningPart,
  TextPart,
  ToolCallPart,
  ToolOutput,
  ToolResultPart,
  UserPart,
} from '../speech/content.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import type { ToolDefinition } from '../speech/tool.ts'
import { base64OfBytes } from '../wire/base64.ts'

/** Members that may be missing: absent, never `undefined`. */
const optional = <T>(model: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }, required: (keyof T)[] = []) =>
  fc.record(model, { requiredKeys: required })

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('', ' ', '\n\t', '　', 'Hello.'))
const cache: fc.Arbitrary<CacheMark> = fc.constantFrom<CacheMark>(true, { ttl: '5m' }, { ttl: '1h' })
const marked = fc.option(cache, { nil: undefined, freq: 4 })
const json: fc.Arbitrary<Json> = fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value)))
const object: fc.Arbitrary<JsonObject> = fc.dictionary(fc.string({ maxLength: 6 }), json, { maxKeys: 3 })
const count = fc.nat(500)

const location = fc.oneof(
  fc.record({
    type: fc.constantFrom('characters' as const, 'pages' as const, 'chunks' as const),
    documentIndex: count,
    start: count,
    end: count,
  }),
  fc.record({ type: fc.constant('search-result' as const), index: count, start: count, end: count }),
  fc.record({ type: fc.constant('web' as const), url: fc.webUrl() }),
)

const citation: fc.Arbitrary<Citation> = optional({
  title: text,
  source: text,
  citedText: text,
  location,
  raw: fc.oneof(fc.constant({ type: 'page_location', cited_text: 'x' }), fc.constant({ title: 'as said' })),
})

const withMark = <Part extends object>(part: fc.Arbitrary<Part>): fc.Arbitrary<Part & { cache?: CacheMark }> =>
  fc.tuple(part, marked).map(([value, mark]) => (mark === undefined ? value : { ...value, cache: mark }))

const textPart: fc.Arbitrary<TextPart> = withMark(
  optional<{ type: 'text'; text: string; citations: Citation[]; guard: ('query' | 'guard_content')[] }>(
    {
      type: fc.constant('text'),
      text,
      citations: fc.array(citation, { maxLength: 2 }),
      guard: fc.uniqueArray(fc.constantFrom('query' as const, 'guard_content' as const)),
    },
    ['type', 'text'],
  ),
)

const mediaTypes = [
  'image/png',
  'image/JPEG',
  'video/mp4',
  'video/3gpp',
  'audio/mpeg',
  'application/pdf',
  'text/plain; charset=utf-8',
  'text/csv',
]

const filePart: fc.Arbitrary<FilePart> = withMark(
  optional<Omit<FilePart, 'cache'>>(
    {
      type: fc.constant('file'),
      mediaType: fc.constantFrom(...mediaTypes),
      data: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 9 }),
        fc.constant('AAECAw=='),
        fc.constant({ uri: 's3://some-bucket/some/key', bucketOwner: '123456789012' }),
      ),
      filename: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom('a.pdf', 'a.txt', 'A  b.csv', 'Document'),
      ),
      citations: fc.boolean(),
      context: text,
    },
    ['type', 'mediaType', 'data'],
  ),
)

const inside = (part: fc.Arbitrary<FilePart>): fc.Arbitrary<FilePart> =>
  part.filter((file) => !file.mediaType.startsWith('audio'))

const output: fc.Arbitrary<ToolOutput> = fc.oneof(
  fc.record({ type: fc.constantFrom('text' as const, 'error-text' as const), value: text }),
  fc.record({ type: fc.constantFrom('json' as const, 'error-json' as const), value: json }),
  fc.record({
    type: fc.constant('content' as const),
    value: fc.array(fc.oneof(textPart, inside(filePart)), { maxLength: 3 }),
  }),
)

const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 90 }),
  fc.constantFrom('tooluse_1', 'call:2', 'a'.repeat(70), `${'a'.repeat(69)}b`),
)
const toolName = fc.constantFrom('weather', 'search-it', 'odd name!')

const toolCall: fc.Arbitrary<ToolCallPart> = withMark(
  fc.record({ type: fc.constant('tool-call' as const), toolCallId: id, toolName, input: json }),
)
const toolResult: fc.Arbitrary<ToolResultPart> = withMark(
  fc.record({ type: fc.constant('tool-result' as const), toolCallId: id, toolName, output }),
)

const base64 = fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => base64OfBytes(bytes))

const reasoning: fc.Arbitrary<ReasoningPart> = optional<ReasoningPart>(
  {
    type: fc.constant('reasoning'),
    text,
    signature: base64,
    redacted: base64,
  },
  ['type', 'text'],
)

const userPart: fc.Arbitrary<UserPart> = fc.oneof(textPart, filePart)
const assistantPart: fc.Arbitrary<AssistantPart> = fc.oneof(textPart, reasoning, toolCall, filePart)

const turn: fc.Arbitrary<Turn> = fc.oneof(
  fc.record({ role: fc.constant('user' as const), content: fc.array(userPart, { maxLength: 4 }) }),
  fc.record({ role: fc.constant('assistant' as const), content: fc.array(assistantPart, { maxLength: 4 }) }),
  fc.record({ role: fc.constant('tool' as const), content: fc.array(toolResult, { maxLength: 3 }) }),
)

const tool: fc.Arbitrary<ToolDefinition> = withMark(
  optional<Omit<ToolDefinition, 'cache'>>(
    {
      name: fc.constantFrom('weather', 'search-it', 'a_b'),
      description: text.filter((words) => words !== ' '),
      inputSchema: object,
      strict: fc.boolean(),
    },
    ['name', 'inputSchema'],
  ),
)

/** Prompts as core hands them to a format: checked in what `toPrompt` checks, free in all else. */
export const anyPrompt: fc.Arbitrary<Prompt> = optional<Prompt>(
  {
    system: fc.array(textPart, { maxLength: 3 }),
    messages: fc.array(turn, { maxLength: 6 }),
    tools: fc.uniqueArray(tool, { maxLength: 3, selector: ({ name }) => name }),
    toolChoice: fc.oneof(
      fc.constantFrom('auto' as const, 'required' as const, 'none' as const),
      fc.constant({ tool: 'weather' }),
    ),
    documents: fc.array(
      optional<{ id: string; title: string; text: string }>({ id: text, title: text, text }, ['text']),
      { maxLength: 3 },
    ),
    maxOutputTokens: fc.integer({ min: 1, max: 100_000 }),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }),
    topP: fc.double({ min: 0, max: 1, noNaN: true }),
    topK: fc.integer({ min: 1, max: 500 }),
    stopSequences: fc.array(text, { maxLength: 3 }),
    reasoning: fc.constantFrom('low' as const, 'medium' as const, 'high' as const, 'xhigh' as const, 'max' as const),
    promptCache: fc.constantFrom(true as const, { ttl: '5m' as const }, { ttl: '1h' as const }),
    responseFormat: optional<{ name: string; description: string; schema: JsonObject }>(
      { name: text, description: text, schema: object },
      ['schema'],
    ),
    options: fc.constant({}),
  },
  ['system', 'messages', 'tools', 'options'],
)
