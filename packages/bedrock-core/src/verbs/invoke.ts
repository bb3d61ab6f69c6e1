import type { ServiceOptions } from '../client/call-options.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { serviceFields } from '../client/service-options.ts'
import { isJsonObject, type JsonObject } from '../speech/json.ts'
import { pathSegment } from '../wire/path-segment.ts'
import type { Call, VerbLimits } from './call.ts'

/** What the verbs for models that do not chat take. */
export interface InvokeOptions
  extends VerbLimits,
    Pick<ServiceOptions, 'serviceTier' | 'latency' | 'requestMetadata' | 'additionalModelRequestFields'> {
  /** What `bedrock(id)` gives. */
  readonly model: LanguageModel
  /** The id of the model behind an ARN that hides it, such as an application inference profile's. */
  readonly baseModel?: string
}

/** Objects within objects are joined; anything else is replaced. */
const joined = (left: JsonObject, right: JsonObject): JsonObject => ({
  ...left,
  ...Object.fromEntries(
    Object.entries(right).map(([key, value]) => {
      const before = left[key]
      return [key, isJsonObject(before) && isJsonObject(value) ? joined(before, value) : value]
    }),
  ),
})

/** An InvokeModel call with this body. */
export const invokeCall = (
  { model, serviceTier, latency, requestMetadata, additionalModelRequestFields = {} }: InvokeOptions,
  body: JsonObject,
): Call => {
  const { headers } = serviceFields(
    'invoke',
    {
      ...(serviceTier === undefined ? {} : { serviceTier }),
      ...(latency === undefined ? {} : { latency }),
      ...(requestMetadata === undefined ? {} : { requestMetadata }),
    },
    body,
    false,
  )
  return {
    path: `/model/${pathSegment(model.id)}/invoke`,
    operation: 'invoke',
    headers,
    body: joined(body, additionalModelRequestFields),
    subject: model.id,
  }
}
