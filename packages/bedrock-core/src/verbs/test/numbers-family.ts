import { createBedrock } from '../../client/create-bedrock.ts'
import type { LanguageModel } from '../../client/language-model.ts'
import { auth } from '../../client/test/fake-service.ts'
import { defineFamily } from '../../family/define.ts'
import type { EmbedFormat } from '../../family/embedding.ts'
import type { RerankFormat } from '../../family/reranking.ts'
import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'
import { toyFormat } from '../../testing/toy-family.ts'
import type { Fetch } from '../../wire/http.ts'

export const textsAtOnce = 3
export const imagesAtOnce = 2

const vectors = (list: Json | undefined): readonly (readonly number[])[] =>
  Array.isArray(list) ? list.map((item: Json) => (Array.isArray(item) ? item.map(Number) : [])) : []

const embedNumbers: EmbedFormat = {
  models: [
    { prefix: 'toy.embed-', texts: textsAtOnce, settings: ['inputType', 'embeddingTypes'], types: ['float', 'int8'] },
    { prefix: 'toy.embed-all-', texts: textsAtOnce, images: imagesAtOnce, settings: [] },
  ],
  encode: ({ kind, values, ...settings }) => ({
    values: values.map((value) => (typeof value === 'string' ? value : value.base64)),
    kind,
    ...settings,
  }),
  decode: ({ vectors: said, inputTokens }) => ({
    embeddings: Object.fromEntries(
      Object.entries(isJsonObject(said) ? said : {}).map(([type, list]) => [type, vectors(list)]),
    ),
    ...(typeof inputTokens === 'number' ? { usage: { inputTokens } } : {}),
  }),
}

const rankNumbers: RerankFormat = {
  prefixes: ['toy.rank-'],
  encode: ({ query, documents, topN }) => ({ query, documents, topN }),
  decode: ({ order }) => vectors([order ?? []])[0]?.map((index, place) => ({ index, score: 1 - place / 10 })) ?? [],
}

/** A model of a family whose wire forms are as simple as can be. */
export const numbersModel = (id: 'toy.embed-1' | 'toy.embed-all-1' | 'toy.rank-1', fetch: Fetch): LanguageModel =>
  createBedrock({
    region: 'us-east-1',
    auth,
    fetch,
    retry: false,
    families: [
      defineFamily({ name: 'toy', prefixes: ['toy.'], formats: [toyFormat], embed: embedNumbers, rerank: rankNumbers }),
    ],
  })(id)

/** A request's body as it was sent. */
export const sentBody = (init: RequestInit): JsonObject => {
  const body: Json = JSON.parse(init.body instanceof Uint8Array ? new TextDecoder().decode(init.body) : '')
  return isJsonObject(body) ? body : {}
}

/** Embeds a value as its length; says one token a value in the body and two in a header. */
export const numbersFetch: Fetch = async (_, init) => {
  const { values, embeddingTypes = ['float'] } = sentBody(init)
  const texts = Array.isArray(values) ? values.map(String) : []
  const types = Array.isArray(embeddingTypes) ? embeddingTypes.map(String) : []
  const list = texts.map((text) => [text.length, text.codePointAt(0) ?? -1])
  return Response.json(
    { vectors: Object.fromEntries(types.map((type) => [type, list])), inputTokens: texts.length },
    {
      headers: {
        'x-amzn-requestid': `request of ${texts.length}`,
        'x-amzn-bedrock-input-token-count': `${2 * texts.length}`,
      },
    },
  )
}
