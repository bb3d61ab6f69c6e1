import { defined } from '../speech/defined.ts'
import type { JsonObject } from '../speech/json.ts'
import type { ServiceOptions } from './call-options.ts'

/** What a body and headers gain from the service's own options. */
export interface ServiceFields {
  readonly body: JsonObject
  readonly headers: Readonly<Record<string, string>>
}

/** Converse carries them in the body. */
const forConverse = (options: ServiceOptions, encoded: JsonObject, stream: boolean): ServiceFields => {
  const { guardrail, additionalModelRequestFields: fields } = options
  const encodedFields = encoded['additionalModelRequestFields']
  return {
    headers: {},
    body: defined({
      guardrailConfig:
        guardrail &&
        defined({
          guardrailIdentifier: guardrail.id,
          guardrailVersion: guardrail.version,
          trace: guardrail.trace,
          streamProcessingMode: stream ? guardrail.streamProcessingMode : undefined,
        }),
      serviceTier: options.serviceTier && { type: options.serviceTier },
      performanceConfig: options.latency && { latency: options.latency },
      requestMetadata: options.requestMetadata,
      additionalModelResponseFieldPaths: options.additionalModelResponseFieldPaths,
      additionalModelRequestFields: fields && {
        ...(typeof encodedFields === 'object' ? encodedFields : {}),
        ...fields,
      },
    }),
  }
}

/** InvokeModel carries them in headers (service model, 2026-05), but for the guardrail's tag suffix. */
const forInvoke = (options: ServiceOptions): ServiceFields => {
  const { guardrail } = options
  const headers = defined({
    'x-amzn-bedrock-guardrailidentifier': guardrail?.id,
    'x-amzn-bedrock-guardrailversion': guardrail?.version,
    'x-amzn-bedrock-trace': guardrail?.trace?.toUpperCase(),
    'x-amzn-bedrock-performanceconfig-latency': options.latency,
    'x-amzn-bedrock-service-tier': options.serviceTier,
    'x-amzn-bedrock-request-metadata': options.requestMetadata && JSON.stringify(options.requestMetadata),
  })
  const configuration = defined({
    tagSuffix: guardrail?.tagSuffix,
    streamProcessingMode: guardrail?.streamProcessingMode?.toUpperCase(),
  })
  return {
    headers,
    body: {
      ...options.additionalModelRequestFields,
      ...(Object.keys(configuration).length === 0 ? {} : { 'amazon-bedrock-guardrailConfig': configuration }),
    },
  }
}

/** Where each of the service's options goes; the same for every family. */
export const serviceFields = (
  operation: 'invoke' | 'converse',
  options: ServiceOptions,
  encoded: JsonObject,
  stream: boolean,
): ServiceFields => (operation === 'converse' ? forConverse(options, encoded, stream) : forInvoke(options))
