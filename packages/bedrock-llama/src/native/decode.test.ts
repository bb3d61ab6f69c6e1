import type { JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { createReader, decode } from './decode.ts'

const action = 'amazon-bedrock-guardrailAction'

describe('the end of an answer', () => {
  it.each<[string, JsonObject, string | undefined]>([
    ['its stop reason', { generation: 'x', stop_reason: 'length' }, 'length'],
    [
      'what a guardrail blocked, which has none',
      { generation: 'x', stop_reason: null, [action]: 'INTERVENED' },
      'INTERVENED',
    ],
    [
      'the model’s own word before a guardrail’s',
      { generation: 'x', stop_reason: 'stop', [action]: 'INTERVENED' },
      'stop',
    ],
    ['nothing, where a guardrail only looked on', { generation: 'x', stop_reason: null, [action]: 'NONE' }, undefined],
  ])('is %s, whole and in a chunk', (_, body, raw) => {
    const finish = { type: 'finish', ...(raw === undefined ? {} : { raw }) }
    expect(decode(body).at(-1)).toEqual(finish)
    expect(createReader()(body).filter(({ type }) => type === 'finish')).toEqual(raw === undefined ? [] : [finish])
  })
})
