import { maybeNumber, maybeObject, maybeText } from '../family/read.ts'
import type { Delta } from '../speech/delta.ts'
import type { JsonObject } from '../speech/json.ts'
import type { UsageCounts } from '../speech/usage.ts'

const defined = (counts: { [Key in keyof UsageCounts]: UsageCounts[Key] | undefined }): UsageCounts =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined))

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
  if (metrics) {
    const counts = defined({
      inputTokens: maybeNumber(metrics, 'inputTokenCount'),
      outputTokens: maybeNumber(metrics, 'outputTokenCount'),
      cacheReadTokens: maybeNumber(metrics, 'cacheReadInputTokenCount'),
      cacheWriteTokens: maybeNumber(metrics, 'cacheWriteInputTokenCount'),
    })
    deltas.push({ type: 'usage', usage: { ...counts, source: 'metrics' } })
    const latencyMs = maybeNumber(metrics, 'invocationLatency')
    const firstByteLatencyMs = maybeNumber(metrics, 'firstByteLatency')
    deltas.push({
      type: 'metadata',
      metadata: {
        ...(latencyMs === undefined ? {} : { latencyMs }),
        ...(firstByteLatencyMs === undefined ? {} : { firstByteLatencyMs }),
      },
    })
  }
  const action = maybeText(body, actionKey)
  const trace = body[traceKey]
  if (action !== undefined || trace !== undefined)
    deltas.push({
      type: 'guardrail',
      guardrail: {
        ...(action === undefined ? {} : { intervened: action === 'INTERVENED' }),
        ...(trace === undefined ? {} : { trace }),
      },
    })
  return deltas
}

const countOf = (headers: Headers, name: string): number | undefined => {
  const count = Number(headers.get(`x-amzn-bedrock-${name}`) ?? Number.NaN)
  return Number.isFinite(count) ? count : undefined
}

/** What Bedrock says of an InvokeModel answer in its headers: for some families the only counts there are. */
export const headerExtras = (headers: Headers): Delta[] => {
  const counts = defined({
    inputTokens: countOf(headers, 'input-token-count'),
    outputTokens: countOf(headers, 'output-token-count'),
    cacheReadTokens: countOf(headers, 'cache-read-input-token-count'),
    cacheWriteTokens: countOf(headers, 'cache-write-input-token-count'),
  })
  const latencyMs = countOf(headers, 'invocation-latency')
  const serviceTier = headers.get('x-amzn-bedrock-service-tier')
  const performance = headers.get('x-amzn-bedrock-performanceconfig-latency')
  return [
    ...(Object.keys(counts).length === 0 ? [] : [{ type: 'usage', usage: { ...counts, source: 'headers' } } as const]),
    {
      type: 'metadata',
      metadata: {
        ...(latencyMs === undefined ? {} : { latencyMs }),
        ...(serviceTier === null ? {} : { serviceTier }),
        ...(performance === null ? {} : { performance }),
      },
    },
  ]
}
