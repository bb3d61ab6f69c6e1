import { type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { catalogue } from '../../control/catalogue.ts'
import { brokenCache, brokenSize, brokenThinking, type CacheMark } from '../claude/model.ts'
import type { Rule } from '../read.ts'
import { textIn } from '../read.ts'
import type { Converse } from './body.ts'

/** A cache point marks the block before it, which is what the model counts. */
const marksIn = (list: readonly JsonObject[], path: string): CacheMark[] => {
  let blocks = 0
  return list.flatMap((block) => {
    const point = maybeObject(block, 'cachePoint')
    if (point !== undefined) return [{ at: `${path}.${Math.max(0, blocks - 1)}`, ttl: maybeText(point, 'ttl') ?? '5m' }]
    blocks += 1
    return []
  })
}

const cache: Rule<JsonObject> = (body) =>
  brokenCache([
    ...marksIn(objectsOf(maybeObject(body, 'toolConfig') ?? {}, 'tools'), 'tools'),
    ...marksIn(objectsOf(body, 'system'), 'system'),
    ...objectsOf(body, 'messages').flatMap((message, at) =>
      marksIn(objectsOf(message, 'content'), `messages.${at}.content`),
    ),
  ])

const thinking: Rule<JsonObject> = (body) => {
  const inference = maybeObject(body, 'inferenceConfig') ?? {}
  const [choice] = Object.keys(maybeObject(maybeObject(body, 'toolConfig') ?? {}, 'toolChoice') ?? {})
  return brokenThinking({
    thinking: maybeObject(maybeObject(body, 'additionalModelRequestFields') ?? {}, 'thinking'),
    maxTokens: maybeNumber(inference, 'maxTokens'),
    temperature: maybeNumber(inference, 'temperature'),
    isForced: choice === 'any' || choice === 'tool',
  })
}

const textsIn = (body: JsonObject): string[] =>
  [...objectsOf(body, 'system'), ...objectsOf(body, 'messages')].map((one) =>
    textIn([one, ...objectsOf(one, 'content')]),
  )

type ModelRule = (body: JsonObject, contextTokens: number | undefined) => string | undefined

const tooLong: ModelRule = (body, contextTokens) => brokenSize(textsIn(body), contextTokens)

const exceeded: ModelRule = (body, contextTokens) =>
  brokenSize(textsIn(body), contextTokens) === undefined
    ? undefined
    : 'Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.'

/** By the beginning of the bare id. */
const models: readonly { readonly start: string; readonly rules: readonly ModelRule[] }[] = [
  { start: 'anthropic.', rules: [cache, thinking, tooLong] },
  { start: 'amazon.nova-', rules: [exceeded] },
]

/** What the model itself refuses of a Converse body; the words are recorded and reported. */
export const modelRefuses: Rule<Converse> = ({ body, asked }) => {
  const { contextTokens } = catalogue().get(asked.id) ?? {}
  for (const rule of models.find(({ start }) => asked.id.startsWith(start))?.rules ?? []) {
    const said = rule(body, contextTokens)
    if (said !== undefined) return `The model returned the following errors: ${said}`
  }
  return undefined
}
