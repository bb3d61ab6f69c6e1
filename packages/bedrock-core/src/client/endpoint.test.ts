import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endpointOf } from './endpoint.ts'
import { checkRegion } from './region.ts'

interface EndpointCase {
  documentation: string
  params?: { Region?: string; UseFIPS?: boolean; UseDualStack?: boolean; Endpoint?: string }
  expect: { endpoint?: { url: string }; error?: string }
}

const file = new URL('../../../../../shared/vectors/bedrock-runtime-endpoint-tests.json', import.meta.url)
const present = existsSync(file)
if (!present) console.warn('SKIPPED: AWS’s endpoint cases are not on this machine (../shared/vectors).')
const cases: EndpointCase[] = present ? JSON.parse(readFileSync(file, 'utf8')).testCases : []

/** The rule set allows plain http for a custom endpoint; ours allows it on this machine only, since requests carry credentials. */
const resolve = ({ params = {} }: EndpointCase): string =>
  endpointOf(params.Endpoint === undefined ? checkRegion(params.Region) : (params.Region ?? 'us-east-1'), {
    ...(params.Endpoint === undefined ? {} : { endpoint: params.Endpoint }),
    useFips: params.UseFIPS ?? false,
    useDualStack: params.UseDualStack ?? false,
  })

describe.skipIf(!present)('AWS endpoint cases', () => {
  it('holds 21 cases', () => expect(cases).toHaveLength(21))

  it.each(cases)('$documentation', (one) => {
    if (one.expect.error === undefined) expect(resolve(one)).toBe(one.expect.endpoint?.url)
    else expect(() => resolve(one)).toThrow()
  })
})

describe('endpointOf', () => {
  it('never leads a request elsewhere, whatever the region', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.string({ unit: fc.constantFrom(...'us-east-1.@:/#?%\\') })),
        (region) => {
          let checked: string
          try {
            checked = checkRegion(region)
          } catch {
            return
          }
          const { hostname, pathname, username } = new URL(`${endpointOf(checked, {})}/model`)
          expect(hostname).toMatch(/\.(amazonaws\.(com|com\.cn|eu)|gov|cloud\.adc-e\.uk)$/)
          expect([pathname, username]).toEqual(['/model', ''])
        },
      ),
      { numRuns: 2000 },
    )
  })
})
