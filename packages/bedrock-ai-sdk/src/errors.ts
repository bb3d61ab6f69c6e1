import { APICallError, NoSuchModelError, UnsupportedFunctionalityError } from '@ai-sdk/provider'
import { BedrockError } from '@x/bedrock-core'

/** Headers by which the AI SDK knows how long to wait, and AWS's support which request it was. */
const headersOf = ({ retryAfter, requestId, awsName }: BedrockError): Record<string, string> => ({
  ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  ...(requestId === undefined ? {} : { 'x-amzn-requestid': requestId }),
  ...(awsName === undefined ? {} : { 'x-amzn-errortype': awsName }),
})

/**
 * A failure in the AI SDK's words. What came from the service or the network is an `APICallError`, which tells whether to try
 * again; its `cause` is the `BedrockError`. What was wrong before anything was sent is never tried again. A caller's abort comes
 * back as the caller's own reason.
 */
export const toProviderError = (error: unknown, modelId: string, signal?: AbortSignal): unknown => {
  if (!BedrockError.is(error)) return error
  if (error.code === 'aborted' && signal?.aborted) return signal.reason
  if (error.code === 'unsupported')
    return named(new UnsupportedFunctionalityError({ functionality: modelId, message: error.message }), error)
  if (error.code === 'unknown-family')
    return named(new NoSuchModelError({ modelId, modelType: 'languageModel', message: error.message }), error)
  if (error.status === undefined && !error.retryable) return error
  return new APICallError({
    message: error.message,
    // The endpoint is the client's secret: the model says enough.
    url: `bedrock:${modelId}`,
    requestBodyValues: undefined,
    ...(error.status === undefined ? {} : { statusCode: error.status }),
    responseHeaders: headersOf(error),
    isRetryable: error.retryable,
    data: { code: error.code, awsName: error.awsName, requestId: error.requestId },
    cause: error,
  })
}

const named = (error: Error, cause: BedrockError): Error => {
  error.cause = cause
  return error
}
