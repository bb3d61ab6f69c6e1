import type { CallOptions } from '@x/bedrock-core'
import type { JsonObject } from '@x/bedrock-core/family'
import { refused, textIn } from '../read-json.ts'
import { type Via, vias } from './vias.ts'

/** What all models of the playground are asked. */
export type Ask = Omit<CallOptions, 'model' | 'signal'>

const weather = {
  description: 'The current weather in a city.',
  inputSchema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
} as const

export const viaIn = (body: JsonObject): Via => {
  const via = vias.find((one) => one === (body['via'] ?? 'auto'))
  if (via === undefined) throw refused(`"via" is none of ${vias.join(', ')}.`)
  return via
}

/** @throws BedrockError `invalid-argument` */
export const readAsk = (body: JsonObject): Ask => ({
  prompt: textIn(body, 'prompt', 8_000),
  maxOutputTokens: 1_500,
  ...(body['system'] === undefined || body['system'] === '' ? {} : { system: textIn(body, 'system', 16_000) }),
  ...(body['cache'] === true ? { promptCache: true as const } : {}),
  ...(body['tool'] === true ? { tools: { weather } } : {}),
  ...(body['think'] === true ? { reasoning: 'low' as const, maxOutputTokens: 4_000 } : {}),
})
