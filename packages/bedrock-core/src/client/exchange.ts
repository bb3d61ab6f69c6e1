import { errorFromResponse } from '../errors/from-response.ts'
import { legalToolName } from '../family/legal-names.ts'
import { Fold } from '../fold/fold.ts'
import { defined } from '../speech/defined.ts'
import type { HttpRequest } from '../wire/http.ts'
import { loadMarshaller } from '../wire/marshaller.ts'
import type { CallOptions } from './call-options.ts'
import type { LanguageModel } from './language-model.ts'
import { type Plan, plan } from './plan.ts'
import { textOf } from './send.ts'
import { checkTimeouts, createWatch, type TimeoutOptions, type Watch } from './watch.ts'

/** A planned call and the response it got. */
export interface Exchange {
  readonly plan: Plan
  readonly response: Response
  readonly fold: Fold
  /** Of this attempt; whoever reads the response closes it. */
  readonly watch: Watch
}

/** The limits of a call: its own before its client's. @throws BedrockError `invalid-argument` */
export const limitsOf = <Options extends object>({ model, timeout }: CallOptions<Options>): TimeoutOptions => {
  const limits = { ...model.connection.timeout, ...timeout }
  checkTimeouts(limits)
  return limits
}

/** Sends a call once. @throws BedrockError for any status but success */
const open = async (
  planned: Plan,
  {
    model,
    request,
    region,
    toolNames,
  }: {
    readonly model: LanguageModel
    readonly request: HttpRequest
    readonly region: string
    readonly toolNames: ReadonlyMap<string, string>
  },
  watch: Watch,
  attempts: number,
): Promise<Exchange> => {
  const { signal } = watch
  watch.arm('firstByte')
  const [response] = await Promise.all([
    model.connection.send(request, { region, operation: planned.operation, signal }),
    // While the model thinks.
    planned.stream && loadMarshaller(),
  ])
  if (!response.ok) throw errorFromResponse(response, await textOf(response, signal), model.id)
  watch.arm()
  const requestId = response.headers.get('x-amzn-requestid') ?? undefined
  const fold = new Fold({
    format: planned.format.name,
    warnings: planned.warnings,
    toolNames,
    response: { modelId: model.id, attempts, ...defined({ requestId }) },
  })
  return { plan: planned, response, fold, watch }
}

/** Plans a call, then sends and reads it as often as its client allows: whatever `read` gives out has come to stay. */
export const ask = async <Options extends object, T>(
  options: CallOptions<Options>,
  mode: { readonly stream: boolean },
  signal: AbortSignal,
  read: (exchange: Exchange) => Promise<T>,
): Promise<T> => {
  const planned = plan(options, mode)
  const { model } = options
  const { connection } = model
  const region = await connection.region()
  const request: HttpRequest = {
    method: 'POST',
    url: `${await connection.endpoint(region)}${planned.path}`,
    headers: planned.headers,
    body: new TextEncoder().encode(JSON.stringify(planned.body)),
  }
  const limits = limitsOf(options)
  const toolNames = new Map(Object.keys(options.tools ?? {}).map((name) => [legalToolName(name), name]))
  return connection.retry(async (attempt) => {
    const watch = createWatch(signal, limits)
    try {
      await connection.limit?.(watch, { modelId: model.id, region, plan: planned })
      return await read(await open(planned, { model, request, region, toolNames }, watch, attempt))
    } catch (cause) {
      watch.close(undefined, cause)
      throw cause
    }
  }, signal)
}
