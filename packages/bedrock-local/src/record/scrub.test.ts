import type { Json } from '@x/bedrock-core/family'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scrubBody, scrubJson, scrubText } from './scrub.ts'

describe('scrubbing', () => {
  const digits = fc.stringMatching(/^[0-9]{12}$/)
  const upper = fc.stringMatching(/^[A-Z2-7]{16}$/)
  const word = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/)
  /** A text with a secret in it, and the secret. */
  const secret = fc.oneof(
    digits.map((id) => [`arn:aws:bedrock:us-east-1:${id}:inference-profile/us.meta.llama3`, id] as const),
    digits.map(
      (id) =>
        [`User: arn:aws:sts::${id}:assumed-role/Jane/jane@example.com is not authorized`, 'jane@example.com'] as const,
    ),
    digits.map((id) => [`arn:aws-us-gov:iam::${id}:user/jane`, id] as const),
    digits.map((id) => [`Account ID: ${id}`, id] as const),
    upper.map((key) => [`AKIA${key}`, key] as const),
    upper.map((key) => [`ASIA${key}`, key] as const),
    word.map((key) => [`ABSK${key}`, key] as const),
    word.map((key) => [`bedrock-api-key-${key}`, key] as const),
    word.map((key) => [`Bearer ${key}`, key] as const),
    word.map((key) => [`https://x/?X-Amz-Signature=${key}&X-Amz-Date=1`, key] as const),
  )
  const around = fc.string({ unit: 'grapheme', maxLength: 10 }).map((text) => ` ${text} `)

  it('no secret stays, wherever it stands in a JSON value, and all else does', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.tuple(around, secret, around), { minLength: 1, maxLength: 4 }),
        (other, planted) => {
          const json = (value: unknown): Json => JSON.parse(JSON.stringify(value) ?? 'null')
          const value = json({
            other,
            list: planted.map(([before, [text], after]) => ({ [`${before}${text}`]: `${before}${text}${after}` })),
          })
          const clean = JSON.stringify(scrubJson(value))
          for (const [, [, hidden]] of planted)
            if (!JSON.stringify(other)?.includes(hidden)) expect(clean).not.toContain(hidden)
          expect(JSON.stringify(scrubJson(JSON.parse(clean)))).toBe(clean)
          expect(scrubBody(JSON.stringify(value))).toBe(clean)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('what holds no secret stays as it came, bytes and all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const body = ` { "text" :  ${JSON.stringify(text)} }`
        expect(scrubBody(body)).toBe(body)
        expect(scrubText(text)).toBe(text)
      }),
    )
  })
})
