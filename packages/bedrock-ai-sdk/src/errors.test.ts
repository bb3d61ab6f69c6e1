import { APICallError, NoSuchModelError, UnsupportedFunctionalityError } from '@ai-sdk/provider'
import { BedrockError } from '@x/bedrock-core'
import { describe, expect, it } from 'vitest'
import { toProviderError } from './errors.ts'

describe('toProviderError', () => {
  it('tells the AI SDK what may be tried again, and when', () => {
    const error = new BedrockError('throttled', 'Too many. Wait.', {
      status: 429,
      retryAfter: 3,
      requestId: 'r-1',
      awsName: 'ThrottlingException',
    })
    const told = toProviderError(error, 'm')
    expect(APICallError.isInstance(told) && told).toMatchObject({
      message: 'Too many. Wait.',
      statusCode: 429,
      isRetryable: true,
      responseHeaders: { 'retry-after': '3', 'x-amzn-requestid': 'r-1', 'x-amzn-errortype': 'ThrottlingException' },
      data: { code: 'throttled' },
      cause: error,
    })
  })

  it('tells of a connection that broke, which has no status', () => {
    const told = toProviderError(new BedrockError('network', 'Gone.'), 'm')
    expect(APICallError.isInstance(told) && told).toMatchObject({ statusCode: undefined, isRetryable: true })
  })

  it.each([
    ['validation', 400],
    ['access-denied', 403],
    ['context-overflow', 400],
  ] as const)('lets nobody try %s again', (code, status) => {
    const told = toProviderError(new BedrockError(code, 'No.', { status }), 'm')
    expect(APICallError.isInstance(told) && told).toMatchObject({ statusCode: status, isRetryable: false })
  })

  it('has the AI SDK’s own kinds for what never was sent', () => {
    expect(toProviderError(new BedrockError('unsupported', 'No images.'), 'm')).toSatisfy(
      UnsupportedFunctionalityError.isInstance,
    )
    expect(toProviderError(new BedrockError('unknown-family', 'Who?'), 'm')).toSatisfy(NoSuchModelError.isInstance)
    const own = new BedrockError('no-credentials', 'No key.')
    expect(toProviderError(own, 'm')).toBe(own)
  })

  it('gives an abort back as the caller’s own reason', () => {
    const control = new AbortController()
    control.abort()
    const told = toProviderError(new BedrockError('aborted', 'Aborted.'), 'm', control.signal)
    expect(told).toBe(control.signal.reason)
  })

  it('leaves other errors alone', () => {
    const error = new TypeError('mine')
    expect(toProviderError(error, 'm')).toBe(error)
  })
})
