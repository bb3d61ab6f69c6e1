import { maybeNumber, maybeObject, maybeText } from '../family/read.ts'
import { defined } from '../speech/defined.ts'
import type { Delta, ResponseMetadata } from '../speech/delta.ts'
import type { Json, JsonObject } from '../speech/json.ts'
import { readUsage } from './usage.ts'

const metadataOf = (from: JsonObject): ResponseMetadata => {
  const latencyMs = maybeNumber(maybeObject(from, 'metrics') ?? {}, 'latencyMs')
  const serviceTier = maybeText(maybeObject(from, 'serviceTier') ?? {}, 'type')
  const performance = maybeText(maybeObject(from, 'performanceConfig') ?? {}, 'latency')
  const invokedModelId = maybeText(
    maybeObject(maybeObject(from, 'trace') ?? {}, 'promptRouter') ?? {},
    'invokedModelId',
  )
  const fields = from['additionalModelResponseFields']
  return defined({
    latencyMs,
    serviceTier,
    performance,
    invokedModelId,
    additionalModelResponseFields: fields ?? undefined,
  })
}

const saysIntervened = (trace: Json): boolean => {
  if (typeof trace !== 'object' || trace === null) return false
  return Object.entries(trace).some(
    ([key, value]) => (key === 'action' && value === 'INTERVENED') || saysIntervened(value ?? null),
  )
}

/** What stands beside the content: in the body of a whole answer, in the `metadata` event of a stream. */
export const asides = (from: JsonObject): Delta[] => {
  const deltas: Delta[] = []
  const usage = maybeObject(from, 'usage')
  if (usage) deltas.push({ type: 'usage', usage: readUsage(usage) })
  const metadata = metadataOf(from)
  if (Object.keys(metadata).length > 0) deltas.push({ type: 'metadata', metadata })
  const trace = maybeObject(from, 'trace')?.['guardrail']
  if (trace !== undefined && trace !== null)
    deltas.push({ type: 'guardrail', guardrail: { trace, ...(saysIntervened(trace) ? { intervened: true } : {}) } })
  return deltas
}

/** How the answer ended: in the body of a whole answer, in the `messageStop` event of a stream. */
export const endings = (from: JsonObject): Delta[] => {
  const raw = maybeText(from, 'stopReason')
  const stopSequence = maybeText(maybeObject(from, 'additionalModelResponseFields') ?? {}, 'stop_sequence')
  return [
    ...(raw === 'guardrail_intervened' ? [{ type: 'guardrail', guardrail: { intervened: true } } as const] : []),
    { type: 'finish', raw, stopSequence },
  ]
}
