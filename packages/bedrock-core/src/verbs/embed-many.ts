import { connectionOf } from '../client/connection.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { checkCount } from '../errors/check-count.ts'
import type { Embedding, EmbeddingType, EmbedSettings } from '../family/embedding.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { Usage } from '../speech/usage.ts'
import type { Warning } from '../speech/warning.ts'
import { aroundWhole } from './around-whole.ts'
import { type Caller, withCaller } from './call.ts'
import { type EmbedBatch, type EmbedPlan, type EmbedValue, planEmbedding } from './embed-plan.ts'
import { inParallel } from './in-parallel.ts'
import { type InvokeOptions, invokeCall } from './invoke.ts'
import { reportsOf, sumUsage } from './sum-usage.ts'

export interface EmbedManyOptions extends InvokeOptions, EmbedSettings {
  /** Texts, or images as file parts; split into as many calls as the model needs. */
  readonly values: readonly EmbedValue[]
  /** Most calls at once. Default 4. */
  readonly maxParallelCalls?: number
}

/** Embeddings in the order of the values. */
export interface EmbedManyResult {
  /** In the first coding that was asked for. */
  readonly embeddings: readonly Embedding[]
  /** In every coding that was asked for. */
  readonly byType: Readonly<Partial<Record<EmbeddingType, readonly Embedding[]>>>
  /** Of all calls together; a count stands where every call said it. */
  readonly usage: Usage
  /** One a call. */
  readonly responses: readonly ResponseInfo[]
  readonly warnings: readonly Warning[]
}

const ask = async (
  caller: Caller,
  { options, plan, batch }: { readonly options: InvokeOptions; readonly plan: EmbedPlan; readonly batch: EmbedBatch },
  signal: AbortSignal,
) => {
  const { format, bareId } = plan
  const { body, headers, info } = await caller(invokeCall(options, format.encode(batch.request, bareId)), signal)
  const { embeddings, usage } = format.decode(body)
  const response: ResponseInfo = { modelId: options.model.id, ...info }
  return { embeddings, places: batch.places, reports: reportsOf(usage, headers), response }
}

type Answer = Awaited<ReturnType<typeof ask>>

/** Puts one coding's lists back into the values' order. */
const inOrder = (answers: readonly Answer[], type: EmbeddingType): readonly Embedding[] => {
  const ordered: Embedding[] = []
  for (const { embeddings, places, response } of answers) {
    const list = embeddings[type]
    if (list === undefined || list.length !== places.length)
      throw new BedrockError(
        'malformed',
        `The model answered ${places.length} values with ${list?.length ?? 'no'} embeddings of type "${type}". Update this package, or report the request id.`,
        response.requestId === undefined ? {} : { requestId: response.requestId },
      )
    for (const [at, place] of places.entries()) ordered[place] = list[at] ?? []
  }
  return ordered
}

const embedAll = async (options: EmbedManyOptions): Promise<EmbedManyResult> => {
  const { model, values, maxParallelCalls: most = 4, embeddingTypes = ['float'] } = options
  checkCount('maxParallelCalls', most)
  const plan = planEmbedding(options, values)
  const answers = await withCaller(model.connection, options, (caller, outer) =>
    inParallel(plan.batches, most, outer, (batch, signal) => ask(caller, { options, plan, batch }, signal)),
  )
  const types: readonly EmbeddingType[] = embeddingTypes.length === 0 ? ['float'] : embeddingTypes
  const byType = Object.fromEntries(types.map((type) => [type, inOrder(answers, type)]))
  return {
    embeddings: byType[types[0] ?? 'float'] ?? [],
    byType,
    usage: sumUsage(answers.map(({ reports }) => reports)),
    responses: answers.map(({ response }) => response),
    warnings: plan.warnings,
  }
}

/**
 * Embeds values: split by what the model takes in one call, several calls at once. No values, no call.
 * @throws BedrockError `unsupported`, or the first call's failure; the other calls are then aborted
 */
export const embedMany = async (options: EmbedManyOptions): Promise<EmbedManyResult> =>
  aroundWhole(connectionOf(options.model), { verb: 'embed', options }, embedAll)
