import { BedrockError } from '../errors/bedrock-error.ts'
import type { Feature } from '../family/feature.ts'
import type { CachePoint, Format } from '../family/format.ts'
import { needsOf } from '../family/needs.ts'
import { route } from '../family/route.ts'
import { encodeChecked } from '../preflight/encode-checked.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { pathSegment } from '../wire/path-segment.ts'
import type { CallOptions } from './call-options.ts'
import { serviceFields } from './service-options.ts'
import { toPrompt } from './to-prompt.ts'

/** The request that would be sent, and why it looks so. */
export interface Plan {
  readonly family: string
  readonly format: Format
  /** The caller's options, checked and as preflight left them for the format. */
  readonly prompt: Prompt
  readonly needs: readonly Feature[]
  /** Whether the answer will be asked in pieces. */
  readonly stream: boolean
  readonly operation: 'invoke' | 'invoke-with-response-stream' | 'converse' | 'converse-stream'
  /** The path below the endpoint, encoded as it goes on the wire. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject
  readonly warnings: readonly Warning[]
  /** Where cache points were put, by marks and by the planner; what was hit is in the answer's usage. */
  readonly cachePoints: readonly CachePoint[]
}

const operations = {
  invoke: { whole: 'invoke', stream: 'invoke-with-response-stream' },
  converse: { whole: 'converse', stream: 'converse-stream' },
} as const

/** A streamed InvokeModel names the model's media type in headers of its own (service model). */
const acceptHeaders = (operation: Plan['operation']): Readonly<Record<string, string>> =>
  operation === 'invoke-with-response-stream'
    ? { accept: 'application/vnd.amazon.eventstream', 'x-amzn-bedrock-accept': 'application/json' }
    : { accept: operation === 'converse-stream' ? 'application/vnd.amazon.eventstream' : 'application/json' }

/**
 * Everything before signing, and sends nothing: for looking, logging and testing.
 * @throws BedrockError `invalid-argument`, `unsupported`
 */
export const plan = <Options extends object>(
  options: CallOptions<Options>,
  mode: { readonly stream?: boolean } = {},
): Plan => {
  const { model } = options
  const asked = toPrompt(options)
  const needs = needsOf(asked)
  const { format, stream } = route(model.family, model.bareId, needs, { stream: mode.stream ?? false, via: model.via })
  if (format.operation === 'invoke' && options.additionalModelResponseFieldPaths !== undefined)
    throw new BedrockError(
      'unsupported',
      `additionalModelResponseFieldPaths is Converse's, and ${model.family.name} speaks "${format.name}" here. Leave it out, or ask with bedrock(id, { via: 'converse' }).`,
    )
  const first = options.messages?.filter(({ role }) => role === 'system').length
  const { prompt, body, warnings, cachePoints } = encodeChecked(format, asked, model.bareId, first)
  const operation = operations[format.operation][stream ? 'stream' : 'whole']
  const service = serviceFields(format.operation, options, body, stream)
  return {
    family: model.family.name,
    format,
    prompt,
    needs,
    stream,
    operation,
    path: `/model/${pathSegment(model.id)}/${operation}`,
    headers: { 'content-type': 'application/json', ...acceptHeaders(operation), ...service.headers },
    body: { ...body, ...service.body },
    warnings,
    cachePoints,
  }
}
