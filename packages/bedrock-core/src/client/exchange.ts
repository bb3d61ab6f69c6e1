import { errorFromResponse } from '../errors/from-response.ts'
import { Fold } from '../fold/fold.ts'
import type { CallOptions } from './call-options.ts'
import { type Plan, plan } from './plan.ts'
import { errorFromFetch } from './send.ts'

/** A planned call and the response it got. */
export interface Exchange {
  readonly plan: Plan
  readonly response: Response
  readonly fold: Fold
}

/** Sends a planned call. @throws BedrockError for any status but success */
export const open = async <Options extends object>(
  options: CallOptions<Options>,
  mode: { readonly stream: boolean },
  signal: AbortSignal | undefined,
): Promise<Exchange> => {
  const planned = plan(options, mode)
  const { model } = options
  const region = await model.connection.region()
  const { path, operation, headers } = planned
  const response = await model.connection.send(
    {
      method: 'POST',
      url: `${await model.connection.endpoint(region)}${path}`,
      headers,
      body: new TextEncoder().encode(JSON.stringify(planned.body)),
    },
    { region, operation, ...(signal === undefined ? {} : { signal }) },
  )
  if (!response.ok) throw errorFromResponse(response, await textOf(response, signal), model.id)
  const requestId = response.headers.get('x-amzn-requestid')
  const fold = new Fold({
    format: planned.format.name,
    warnings: planned.warnings,
    response: { modelId: model.id, ...(requestId === null ? {} : { requestId }) },
  })
  return { plan: planned, response, fold }
}

/** Reads a whole body. @throws BedrockError `network`, `aborted` */
export const textOf = async (response: Response, signal: AbortSignal | undefined): Promise<string> => {
  try {
    return await response.text()
  } catch (cause) {
    throw errorFromFetch(cause, response.url === '' ? 'https://bedrock' : response.url, signal)
  }
}
