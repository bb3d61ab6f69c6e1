import { type JsonObject, maybeNumber, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
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

const size: Rule<JsonObject> = (body) =>
  brokenSize(
    [...objectsOf(body, 'system'), ...objectsOf(body, 'messages')].map((one) =>
      textIn([one, ...objectsOf(one, 'content')]),
    ),
  )

/** What Claude itself refuses of a Converse body. */
export const claudeRefuses: Rule<Converse> = ({ body, asked }) => {
  if (!asked.id.startsWith('anthropic.')) return undefined
  for (const rule of [cache, thinking, size]) {
    const said = rule(body)
    if (said !== undefined) return `The model returned the following errors: ${said}`
  }
  return undefined
}
