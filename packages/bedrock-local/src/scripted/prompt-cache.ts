import { isJsonObject, type Json, type JsonObject, maybeObject } from '@x/bedrock-core/family'
import type { Ask } from '../answer/ask.ts'
import type { AnswerStep } from '../answer/step.ts'
import { tokensIn } from '../answer/tokens.ts'
import { hash } from '../dialects/seed.ts'

const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** A prompt's blocks in the order in which caches take them: tools, system, messages (AWS's page on prompt caching). */
const blocksIn = (body: JsonObject): readonly Json[] => [
  ...list(maybeObject(body, 'toolConfig')?.['tools'] ?? body['tools']),
  ...list(body['system']),
  ...list(body['messages']).flatMap((message) => (isJsonObject(message) ? list(message['content']) : [])),
]

/** A cache point: Converse's block of that name, or Claude's mark on a block. */
const endsPrefix = (block: Json): boolean =>
  isJsonObject(block) && (block['cachePoint'] !== undefined || block['cache_control'] !== undefined)

/** A block without its mark: moving a mark does not change the prefix. */
const contentOf = (block: Json): string => {
  if (!isJsonObject(block)) return JSON.stringify(block)
  const { cachePoint: _, cache_control: __, ...content } = block
  return Object.keys(content).length === 0 ? '' : JSON.stringify(content)
}

interface Prefix {
  readonly key: string
  readonly tokens: number
}

const prefixesIn = (body: JsonObject, model: string): readonly Prefix[] => {
  let text = model
  const prefixes: Prefix[] = []
  for (const block of blocksIn(body)) {
    text += contentOf(block)
    if (endsPrefix(block))
      prefixes.push({ key: `${hash(text)} ${text.length}`, tokens: tokensIn(text.slice(model.length)) })
  }
  return prefixes
}

/**
 * Remembers the prefixes that cache points ended: the longest one known is read, what follows it up to the last point is
 * written. It forgets nothing, where Bedrock does after five minutes or an hour.
 */
export class PromptCache {
  readonly #least: number
  readonly #known = new Set<string>()

  /** @param least shorter prefixes are not cached, in tokens */
  constructor(least: number) {
    this.#least = least
  }

  /** The counts of one prompt; undefined where it has no cache point. */
  count({ body, model }: Ask): AnswerStep | undefined {
    const prefixes = prefixesIn(body, model).filter(({ tokens }) => tokens >= this.#least)
    const written = prefixes.at(-1)?.tokens
    if (written === undefined) return undefined
    const read = prefixes.findLast(({ key }) => this.#known.has(key))?.tokens ?? 0
    for (const { key } of prefixes) this.#known.add(key)
    const inputTokens = Math.max(1, tokensIn(JSON.stringify(body)) - written)
    return { type: 'usage', inputTokens, cacheReadTokens: read, cacheWriteTokens: written - read }
  }
}
