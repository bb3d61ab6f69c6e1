import { existsSync, readFileSync } from 'node:fs'
import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import { describe, expect, it } from 'vitest'
import { createLocalBedrock } from '../local-bedrock.ts'
import { scripted } from '../scripted/scripted.ts'
import { routeOf } from '../wire/route.ts'
import { dialectFor } from './find.ts'

const folder = new URL('../../../../../shared/recordings/', import.meta.url)
const present = existsSync(folder)

interface Recording {
  id: string
  model: string
  operation: string
  request: { body: JsonObject | null }
  response: { status: number; bodyBase64?: string }
}

const recordings = (): Recording[] =>
  ['anthropic', 'cohere', 'meta', 'openai', 'amazon', 'mistral'].flatMap((family) =>
    readFileSync(new URL(`${family}.jsonl`, folder), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): Recording => JSON.parse(line)),
  )

/** What the native forms here do not serve: text completions of old models, embeddings and reranking. */
const isChat = ({ model, operation, request: { body } }: Recording): boolean => {
  if (body === null) return false
  if (operation.startsWith('converse')) return true
  if (!operation.startsWith('invoke')) return false
  if (/anthropic|openai/.test(model)) return Array.isArray(body['messages'])
  return /cohere\.command-r/.test(model) || /meta\.llama/.test(model)
}

const served = (): (Recording & { body: JsonObject })[] =>
  recordings().flatMap((recording) =>
    isChat(recording) && recording.request.body ? [{ ...recording, body: recording.request.body }] : [],
  )

/** Every path of keys in a value; lists count as one step, whatever their length. Tool input and schemas are the user's. */
const pathsIn = (value: Json | undefined, path = ''): string[] => {
  if (/\.(input|parameters)$/.test(path)) return [path]
  if (Array.isArray(value)) return value.flatMap((item: Json) => pathsIn(item, `${path}[]`))
  if (!isJsonObject(value)) return [path]
  return Object.entries(value).flatMap(([key, member]) => [`${path}.${key}`, ...pathsIn(member, `${path}.${key}`)])
}

describe.runIf(present)('the recordings', () => {
  it('ask nothing that is refused here, where AWS answered', () => {
    const refused: string[] = []
    const accepted = served().filter(({ response }) => response.status === 200)
    for (const { id, model, operation, body } of accepted)
      try {
        const route = routeOf('POST', `/model/${encodeURIComponent(model)}/${operation}`)
        dialectFor(route, { [model]: model.startsWith('arn:') ? 'anthropic.claude-' : model }).read(body, model)
      } catch (error) {
        refused.push(`${id} ${model} ${operation}: ${error}`)
      }
    console.log(`${accepted.length} recorded requests read`)
    expect(accepted.length).toBeGreaterThan(500)
    expect(refused).toEqual([])
  })

  it.each([
    ['anthropic.claude-3-haiku-20240307-v1:0', /anthropic/],
    ['cohere.command-r-v1:0', /cohere\.command-r/],
    ['meta.llama3-8b-instruct-v1:0', /meta\.llama/],
    ['openai.gpt-oss-120b-1:0', /openai/],
  ])('hold every key of what is answered whole for %s', async (model, family) => {
    const known = new Set(
      served().flatMap(({ model: asked, operation, response }) =>
        operation === 'invoke' && family.test(asked) && response.status === 200
          ? pathsIn(JSON.parse(Buffer.from(response.bodyBase64 ?? '', 'base64').toString()))
          : [],
      ),
    )
    const sample = served().find(
      ({ model: asked, operation, response }) =>
        operation === 'invoke' && family.test(asked) && response.status === 200,
    )
    const { model: _, stream: __, ...body } = sample?.body ?? {}
    const local = createLocalBedrock({ answerer: scripted({ pace: 0 }), requireAuth: false })
    const url = `http://localhost/model/${encodeURIComponent(model)}/invoke`
    const response = await local.fetch(new Request(url, { method: 'POST', body: JSON.stringify(body) }))
    expect(response.status).toBe(200)
    const answer: Json = await response.json()
    expect(pathsIn(answer).filter((path) => !known.has(path))).toEqual([])
  })
})

describe.skipIf(present)('the recordings', () => {
  it.skip('are not here: ../shared/recordings is missing', () => undefined)
})
