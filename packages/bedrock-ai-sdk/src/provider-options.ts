import type { JSONObject, SharedV4ProviderOptions } from '@ai-sdk/provider'
import type { JSONObject as MutableJSONObject } from '@ai-sdk/provider-v3'
import type { CacheMark, PromptCache, PromptDocument, ServiceOptions } from '@x/bedrock-core'

/** `providerOptions.bedrock` of a call: what the AI SDK has no word for. */
export interface BedrockCallOptions<Options extends object = object> extends ServiceOptions {
  /** `true` lets the planner place cache points; `{ ttl }` asks for that time to live. */
  readonly promptCache?: PromptCache
  /** Documents to answer from, for families that retrieve. */
  readonly documents?: readonly PromptDocument[]
  /** The family's own options, such as Claude's `thinking`. */
  readonly options?: Partial<Options>
}

/** `providerOptions.bedrock` of a message, a part or a tool. */
export interface BedrockPartOptions {
  /** Cache the prompt up to and including this. Also understood: `cachePoint: { type: 'default', ttl? }`. */
  readonly cache?: CacheMark
  /** Of a file: ask for citations into it. */
  readonly citations?: boolean
  /** Of a file: what the model should know about it without citing it. */
  readonly context?: string
  /** Of a file in S3: the bucket's account, when it is not the caller's. */
  readonly bucketOwner?: string
  /** Of a text: guardrails look only at parts that carry this. */
  readonly guard?: readonly ('grounding_source' | 'query' | 'guard_content')[]
}

/**
 * `providerOptions` of a call, a message, a part or a tool, checked: the AI SDK's own type takes any JSON.
 *
 * ```ts
 * providerOptions: bedrockOptions<ClaudeOptions>({ serviceTier: 'flex', options: { thinking: { budgetTokens: 2048 } } })
 * ```
 */
export const bedrockOptions = <Options extends object = object>(
  options: BedrockCallOptions<Options> | BedrockPartOptions,
): { bedrock: MutableJSONObject } => ({ bedrock: { ...(options as MutableJSONObject) } })

/** What stands under this provider's name, or under that of the AI SDK's own Bedrock provider. */
export const ownOptions = (options: SharedV4ProviderOptions | undefined): JSONObject =>
  options?.['bedrock'] ?? options?.['amazonBedrock'] ?? {}

const isObject = (value: unknown): value is JSONObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ttlOf = ({ ttl }: JSONObject): CacheMark => (ttl === '5m' || ttl === '1h' ? { ttl } : true)

/** The cache mark of a message, a part or a tool. */
export const cacheOf = (options: SharedV4ProviderOptions | undefined): CacheMark | undefined => {
  const { cache, cachePoint } = ownOptions(options)
  if (isObject(cache)) return ttlOf(cache)
  if (isObject(cachePoint)) return ttlOf(cachePoint)
  return cache === true ? true : undefined
}
