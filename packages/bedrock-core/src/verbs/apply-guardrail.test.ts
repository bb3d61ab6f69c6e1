import { describe, expect, it, vi } from 'vitest'
import { createBedrock } from '../client/create-bedrock.ts'
import { auth, failureOf } from '../client/test/fake-service.ts'
import { faultsOf, present } from '../converse/test/service-model.ts'
import { toy } from '../testing/toy-family.ts'
import type { Fetch } from '../wire/http.ts'
import { type ApplyGuardrailOptions, applyGuardrail } from './apply-guardrail.ts'
import { sentBody } from './test/numbers-family.ts'

const guardrail = { id: 'abc123', version: '1' }
const clientOn = (fetch: Fetch) => createBedrock({ region: 'us-east-1', auth, fetch, families: [toy()] })

const units = {
  topicPolicyUnits: 0,
  contentPolicyUnits: 1,
  wordPolicyUnits: 1,
  sensitiveInformationPolicyUnits: 0,
  sensitiveInformationPolicyFreeUnits: 0,
  contextualGroundingPolicyUnits: 0,
}
const blocked = {
  usage: units,
  action: 'GUARDRAIL_INTERVENED',
  actionReason: 'Guardrail blocked.',
  outputs: [{ text: 'I cannot say.' }],
  assessments: [{ wordPolicy: { customWords: [{ match: 'bad', action: 'BLOCKED' }], managedWordLists: [] } }],
  guardrailCoverage: { textCharacters: { guarded: 3, total: 3 } },
}

describe('applyGuardrail', () => {
  it('asks a guardrail without a model and reads what it says', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json(blocked, { headers: { 'x-amzn-requestid': 'request-1' } }))
    const bedrock = clientOn(fetch)
    const expected = {
      intervened: true,
      action: 'GUARDRAIL_INTERVENED',
      actionReason: 'Guardrail blocked.',
      outputs: ['I cannot say.'],
      assessments: blocked.assessments,
      usage: units,
      coverage: blocked.guardrailCoverage,
      response: { requestId: 'request-1', attempts: 1 },
    }
    const asked = { guardrail, source: 'input', content: 'bad' } as const
    expect(await applyGuardrail({ bedrock, ...asked })).toEqual(expected)
    expect(await applyGuardrail({ bedrock: bedrock('toy.x'), ...asked })).toEqual(expected)
    const [url, init = {}] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://bedrock-runtime.us-east-1.amazonaws.com/guardrail/abc123/version/1/apply')
    expect(sentBody(init)).toEqual({ source: 'INPUT', content: [{ text: { text: 'bad' } }] })
    expect(init.headers).toMatchObject({ authorization: 'signed' })
  })

  it.skipIf(!present)('writes every kind of content as the service model has it', async () => {
    const fetch = vi.fn<Fetch>(async () => Response.json({ ...blocked, action: 'NONE', outputs: [] }))
    const result = await applyGuardrail({
      bedrock: clientOn(fetch),
      guardrail: { id: 'arn:aws:bedrock:us-east-1:123456789012:guardrail/abc123', version: 'DRAFT' },
      source: 'output',
      outputScope: 'full',
      content: [
        'plain',
        { type: 'text', text: 'The sky is blue.', guard: ['grounding_source'] },
        { type: 'text', text: 'Why?', guard: ['query', 'guard_content'] },
        { type: 'file', mediaType: 'image/png', data: Uint8Array.of(1, 2, 3) },
        { type: 'file', mediaType: 'image/jpeg', data: 'AQID' },
      ],
    })
    expect(result).toMatchObject({ intervened: false, outputs: [] })
    const [url, init = {}] = fetch.mock.calls[0] ?? []
    expect(url).toContain('guardrail%2Fabc123/version/DRAFT/apply')
    expect(faultsOf(sentBody(init), 'ApplyGuardrailRequest')).toEqual([])
    expect(JSON.stringify(sentBody(init))).toContain('{"image":{"format":"png","source":{"bytes":"AQID"}}}')
  })

  it.each([
    [{ guardrail: { id: '../x', version: '1' } }, 'invalid-argument'],
    [{ guardrail: { id: 'abc', version: 'latest' } }, 'invalid-argument'],
    [{ content: { type: 'file', mediaType: 'image/webp', data: 'AQID' } }, 'unsupported'],
    [{ content: { type: 'file', mediaType: 'image/png', data: { uri: 's3://b/k' } } }, 'unsupported'],
  ] as const)('refuses %j before sending', async (options: Partial<ApplyGuardrailOptions>, code) => {
    const fetch = vi.fn<Fetch>()
    const bedrock = clientOn(fetch)
    const error = await failureOf(applyGuardrail({ bedrock, guardrail, source: 'input', content: 'x', ...options }))
    expect(error.code).toBe(code)
    expect(fetch).not.toHaveBeenCalled()
  })

  it('words a guardrail that is not there', async () => {
    const fetch: Fetch = async () =>
      Response.json({ message: 'Gone.' }, { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' } })
    const error = await failureOf(
      applyGuardrail({ bedrock: clientOn(fetch), guardrail, source: 'input', content: 'x' }),
    )
    expect(error).toMatchObject({ code: 'not-found' })
    expect(error.message).toContain('guardrail abc123')
  })
})
