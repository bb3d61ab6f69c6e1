import { generateText, streamText } from '@x/bedrock-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { present, type Recording, recordings } from '../dialects/test/recordings.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import { clientOf } from '../test/client.ts'
import { replay } from './replay.ts'

const played = (): Recording[] =>
  present
    ? recordings().filter(
        ({ operation, response }) => /^(converse|invoke)/.test(operation) && response.bodyBase64 !== undefined,
      )
    : []

const keyOf = ({ model, operation, request }: Recording): string => JSON.stringify([model, operation, request.body])

describe.skipIf(!present)('recorded traffic, played by the server', () => {
  let local: RunningLocalBedrock
  const all = played()
  beforeAll(async () => {
    local = await startLocalBedrock({
      answerer: replay(all.map((recording) => JSON.stringify(recording))),
      requireAuth: false,
    })
  })
  afterAll(() => local.close())

  it(`comes byte for byte (${all.length} exchanges), equal requests in their order`, async () => {
    const differing: string[] = []
    for (const recording of all) {
      const { id, model, operation, request, response } = recording
      const answer = await fetch(`${local.url}/model/${encodeURIComponent(model)}/${operation}`, {
        method: 'POST',
        body: request.body === null ? null : JSON.stringify(request.body),
      })
      const bytes = Buffer.from(await answer.arrayBuffer()).toString('base64')
      if (answer.status !== response.status || bytes !== response.bodyBase64) differing.push(id)
      if (answer.headers.get('x-amzn-requestid') !== (response.headers['x-amzn-requestid'] ?? null)) differing.push(id)
    }
    expect(all.length).toBeGreaterThan(800)
    expect(differing).toEqual([])
  })

  it('decodes to the same answers as without the server', async () => {
    const streams = all.filter(({ operation, response }) => operation === 'converse-stream' && response.status === 200)
    const first = streams.filter((one, at) => streams.findIndex((other) => keyOf(other) === keyOf(one)) === at)
    for (const recording of first) {
      const answering = async (): Promise<Response> =>
        new Response(Buffer.from(recording.response.bodyBase64 ?? '', 'base64'), {
          status: recording.response.status,
          headers: recording.response.headers,
        })
      const fresh = replay(JSON.stringify(recording), { match: () => 'the only one' })
      const served = await startLocalBedrock({ answerer: fresh })
      try {
        const direct = clientOf({ endpoint: local.url, fetch: answering })
        const through = clientOf({ endpoint: served.url })
        const told = async (bedrock: typeof direct) => {
          const parts = []
          for await (const part of streamText({
            model: bedrock(recording.model, { family: 'converse' }),
            prompt: 'Anything.',
          }))
            parts.push(part)
          return JSON.stringify(parts)
        }
        expect(await told(through), recording.id).toBe(await told(direct))
      } finally {
        await served.close()
      }
    }
    expect(first.length).toBeGreaterThan(30)
  })

  it('a recorded refusal is the client’s typed error', async () => {
    const refusal = all.find(({ operation, response }) => operation === 'converse' && response.status === 400)
    const served = await startLocalBedrock({ answerer: replay(JSON.stringify(refusal), { match: () => '' }) })
    const model = clientOf({ endpoint: served.url })('amazon.nova-lite-v1:0', { family: 'converse' })
    await expect(generateText({ model, prompt: 'Hi' })).rejects.toMatchObject({ code: 'validation', status: 400 })
    await served.close()
  })
})
