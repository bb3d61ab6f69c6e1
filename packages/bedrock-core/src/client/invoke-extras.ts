import { headerNumber } from '../errors/header-number.ts'
import { maybeNumber, maybeObject, maybeText } from '../family/read.ts'
import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'

const metricsKey = 'amazon-bedrock-invocationMetrics'
const actionKey = 'amazon-bedrock-guardrailAction'
const traceKey = 'amazon-bedrock-trace'

/** What Bedrock writes into any model's InvokeModel body or last chunk, whatever the family. */
export const bodyExtras = (body: JsonObject): readonly Delta[] =>
  body[metricsKey] === undefined && body[actionKey] === undefined && body[traceKey] === undefined
    ? none
    : extrasOf(body)

const none: readonly Delta[] = []

const extrasOf = (body: JsonObject): Delta[] => {
  const deltas: Delta[] = []
  const metrics = maybeObject(body, metricsKey)
  if (metrics)
    deltas.push(
      {
        type: 'usage',
        usage: {
          source: 'metrics',
          inputTokens: maybeNumber(metrics, 'inputTokenCount'),
          outputTokens: maybeNumber(metrics, 'outputTokenCount'),
          cacheReadTokens: maybeNumber(metrics, 'cacheReadInputTokenCount'),
          cacheWriteTokens: maybeNumber(metrics, 'cacheWriteInputTokenCount'),
        },
      },
      {
        type: 'metadata',
        metadata: {
          latencyMs: maybeNumber(metrics, 'invocationLatency'),
          firstByteLatencyMs: maybeNumber(metrics, 'firstByteLatency'),
        },
      },
    )
  const action = maybeText(body, actionKey)
  const trace = body[traceKey]
  if (action !== undefined || trace !== undefined)
    deltas.push({
      type: 'guardrail',
      guardrail: { intervened: action === undefined ? undefined : action === 'INTERVENED', trace },
    })
  return deltas
}

const countOf = (headers: Headers, name: string): number | undefined => headerNumber(headers, `x-amzn-bedrock-${name}`)

/** What Bedrock says of an InvokeModel answer in its headers: for some families the only counts there are. */
export const headerExtras = (headers: Headers): Delta[] => [
  {
    type: 'usage',
    usage: {
      source: 'headers',
      inputTokens: countOf(headers, 'input-token-count'),
      outputTokens: countOf(headers, 'output-token-count'),
      cacheReadTokens: countOf(headers, 'cache-read-input-token-count'),
      cacheWriteTokens: countOf(headers, 'cache-write-input-token-count'),
    },
  },
  {
    type: 'metadata',
    metadata: {
      latencyMs: countOf(headers, 'invocation-latency'),
      serviceTier: headers.get('x-amzn-bedrock-service-tier') ?? undefined,
      performance: headers.get('x-amzn-bedrock-performanceconfig-latency') ?? undefined,
    },
  },
]
