import { BedrockError } from '@x/bedrock-core'
import { describe, expect, test } from 'vitest'
import { endpointFrom } from './endpoint.ts'
import { regionFrom } from './region.ts'

describe('region', () => {
  test.each([
    ['eu-west-1', { AWS_REGION: 'us-east-1' }, 'eu-west-1'],
    [undefined, { AWS_REGION: 'us-east-1', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-east-1'],
    [undefined, { AWS_REGION: '  ', AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
    [' ', { AWS_DEFAULT_REGION: ' us-west-2 ' }, 'us-west-2'],
  ])('option %j, environment %j: %s', (option, environment, expected) => {
    expect(regionFrom(option, environment)).toBe(expected)
  })

  test('none: a typed error that says what to set', () => {
    expect(() => regionFrom(undefined, { AWS_REGION: '' })).toThrow(
      expect.toSatisfy((error) => BedrockError.is(error, 'no-region') && error.message.includes('AWS_REGION')),
    )
  })
})

describe('endpoint', () => {
  const both = { AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://localhost:1', AWS_ENDPOINT_URL: 'http://localhost:2' }

  test.each([
    ['http://localhost:3', both, 'http://localhost:3'],
    [undefined, both, 'http://localhost:1'],
    [undefined, { ...both, AWS_ENDPOINT_URL_BEDROCK_RUNTIME: '' }, 'http://localhost:2'],
    [undefined, { ...both, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'TRUE' }, undefined],
    ['http://localhost:3', { ...both, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }, 'http://localhost:3'],
    [undefined, {}, undefined],
  ])('option %j, environment %j: %s', (option, environment, expected) => {
    expect(endpointFrom(option, environment)).toBe(expected)
  })
})
