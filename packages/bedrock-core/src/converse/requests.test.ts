import { describe, expect, it } from 'vitest'
import { replyOf } from '../speech/generation.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import { checked } from '../testing/checked.ts'
import { foldDeltas } from '../testing/fold-deltas.ts'
import { type AnyConverseOptions, anyConverse } from './any-converse.ts'
import { converse } from './converse.ts'
import { Inexpressible, importRequest } from './test/import-request.ts'
import { answered, bodyOf, type Exchange, eventsOf, exchanges, present } from './test/recordings.ts'
import { faultsOf, present as modelPresent } from './test/service-model.ts'

const [any] = anyConverse().formats
const generic = converse<AnyConverseOptions>({ leadingAssistant: true })
/** Models with a family of their own are spoken to in the generic form, all others as `anyConverse` speaks to them. */
const formatFor = (model: string): typeof generic => (/amazon|mistral/.test(model) ? (any ?? generic) : generic)

/** Core's plan lays these over the format's body. */
const coresOwn = ['additionalModelRequestFields', 'guardrailConfig']

/** What both sides mean: an empty `inferenceConfig` or list of stop sequences says nothing. */
const meant = (body: JsonObject): Json => {
  const said: JsonObject = JSON.parse(JSON.stringify(body).replace(/,?"stopSequences":\[\]/, ''))
  return Object.fromEntries(
    Object.entries(said).filter(([key, value]) => !coresOwn.includes(key) && JSON.stringify(value) !== '{}'),
  )
}

const imported = (exchange: Exchange): Prompt<AnyConverseOptions> | string => {
  try {
    return importRequest(exchange.request.body)
  } catch (error) {
    if (error instanceof Inexpressible) return error.message
    throw error
  }
}

describe.skipIf(!present)('recorded Converse requests', () => {
  const all = exchanges.map((exchange) => ({ exchange, id: exchange.id, prompt: imported(exchange) }))
  const expressible = all.flatMap(({ exchange, id, prompt }) =>
    typeof prompt === 'string' ? [] : [{ exchange, id, prompt }],
  )

  it('can nearly all be said in our words', () => {
    const reasons = new Map<string, number>()
    for (const { prompt } of all) if (typeof prompt === 'string') reasons.set(prompt, (reasons.get(prompt) ?? 0) + 1)
    console.info(`${expressible.length} of ${all.length} requests are expressible`, Object.fromEntries(reasons))
    expect(expressible.length / all.length).toBeGreaterThan(0.9)
  })

  it.each(expressible)('$id is written as it was recorded', ({ exchange, prompt }) => {
    const { body } = checked(formatFor(exchange.model)).encode(prompt, exchange.model)
    expect(meant(body)).toEqual(meant(exchange.request.body))
  })

  const answers = [...answered('converse'), ...answered('converse-stream')].map((exchange) => ({
    exchange,
    id: exchange.id,
  }))

  it.each(answers)('$id can be said again', async ({ exchange }) => {
    const format = formatFor(exchange.model)
    const whole = exchange.operation === 'converse'
    const read = format.reader()
    const deltas = whole ? format.decode(bodyOf(exchange), {}) : (await eventsOf(exchange)).flatMap(read)
    const { generation } = foldDeltas(deltas, 'converse')
    const turns: Turn[] = [{ role: 'user', content: [{ type: 'text', text: 'Go.' }] }]
    const { content } = replyOf(generation)
    if (typeof content !== 'string') turns.push({ role: 'assistant', content })
    turns.push({
      role: 'tool',
      content: generation.toolCalls.map(({ toolCallId, toolName }) => ({
        type: 'tool-result',
        toolCallId,
        toolName,
        output: { type: 'text', value: 'Done.' },
      })),
    })
    turns.push({ role: 'user', content: [{ type: 'text', text: 'Go on.' }] })
    const { body } = checked(generic).encode({ system: [], messages: turns, tools: [], options: {} }, exchange.model)
    if (modelPresent) expect(faultsOf(body, 'ConverseRequest')).toEqual([])
    if (!whole) return
    // The blocks go back as they came, but for what was blank or a reasoning that nobody signed.
    // `"type": "tool_use"` stands in answers alone: the service model knows only `server_tool_use`.
    const answer = Buffer.from(exchange.response.bodyBase64, 'base64').toString()
    const said = JSON.parse(answer.replaceAll(',"type":"tool_use"', '')).output.message.content
    const sayable = said.filter(
      (block: { text?: string; reasoningContent?: { reasoningText?: { signature?: string } } }) =>
        block.text?.trim() !== '' &&
        (block.reasoningContent === undefined || block.reasoningContent.reasoningText?.signature !== undefined),
    )
    if (sayable.length === 0) return
    expect(body['messages']).toEqual([expect.anything(), { role: 'assistant', content: sayable }, expect.anything()])
  })
})
