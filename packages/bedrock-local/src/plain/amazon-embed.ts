import { type Json, type JsonObject, maybeNumber, maybeObject, maybeText } from '@x/bedrock-core/family'
import { tokensIn } from '../answer/tokens.ts'
import { checkBody, malformedRequest } from '../dialects/schema.ts'
import type { About, PlainAnswer } from './plain-answer.ts'
import { vectorOf } from './vector.ts'

type Lengths = readonly number[]

const lengthOf = (asked: number | undefined, lengths: Lengths, path: string): number => {
  if (asked !== undefined && !lengths.includes(asked))
    throw malformedRequest(`${path}: ${asked} is not a valid enum value`)
  return asked ?? lengths[0] ?? 0
}

const latencyOf = ({ settings, startedAt }: About): number => settings.now() - startedAt

const asked = (list: Json | undefined): readonly string[] => (Array.isArray(list) ? list.map(String) : ['float'])

/** Here a binary coding is one number a dimension (AWS's page on text v2). */
const coded = (vector: readonly number[], type: string): readonly number[] =>
  type === 'binary' ? vector.map((number) => (number > 0 ? 1 : 0)) : vector

/** Titan's text models: v1 knows the text alone, v2 has lengths and codings. */
export const embedText =
  (lengths: Lengths) =>
  (about: About): PlainAnswer => {
    const { body } = about
    const second = lengths.length > 1
    checkBody(body, {
      required: ['inputText'],
      known: ['inputText', ...(second ? ['dimensions', 'normalize', 'embeddingTypes'] : [])],
    })
    const text = maybeText(body, 'inputText') ?? ''
    if (text === '') throw malformedRequest('#/inputText: expected minLength: 1, actual: 0')
    const vector = vectorOf(text, lengthOf(maybeNumber(body, 'dimensions'), lengths, '#/dimensions'))
    const inputTokens = tokensIn(text)
    const types = asked(body['embeddingTypes'])
    return {
      body: {
        ...(types.includes('float') ? { embedding: vector } : {}),
        ...(second ? { embeddingsByType: Object.fromEntries(types.map((type) => [type, coded(vector, type)])) } : {}),
        inputTextTokenCount: inputTokens,
      },
      counts: { inputTokens, latencyMs: latencyOf(about) },
    }
  }

/** Titan's image model: a text, an image or both. Its bytes stand for an image's words here. */
export const embedImageOrText =
  (lengths: Lengths) =>
  (about: About): PlainAnswer => {
    const { body } = about
    const [text, image] = [maybeText(body, 'inputText'), maybeText(body, 'inputImage')]
    if (text === undefined && image === undefined) throw malformedRequest('#: inputText or inputImage is required')
    const length = maybeNumber(maybeObject(body, 'embeddingConfig') ?? {}, 'outputEmbeddingLength')
    const inputTokens = tokensIn(text ?? '')
    return {
      body: {
        embedding: vectorOf(
          [text, image].join(' '),
          lengthOf(length, lengths, '#/embeddingConfig/outputEmbeddingLength'),
        ),
        inputTextTokenCount: inputTokens,
        message: null,
      },
      counts: { inputTokens, latencyMs: latencyOf(about) },
    }
  }

const kinds = ['text', 'image', 'audio', 'video'] as const

const sourceIn = (member: JsonObject): string =>
  maybeText(member, 'value') ?? JSON.stringify(maybeObject(member, 'source') ?? {})

/** Nova's model: one text, image, audio or video a call. The words of its refusals are ours. */
export const embedMultimodal =
  (lengths: Lengths) =>
  (about: About): PlainAnswer => {
    checkBody(about.body, { required: ['taskType', 'singleEmbeddingParams'] })
    const params = maybeObject(about.body, 'singleEmbeddingParams') ?? {}
    const given = kinds.filter((kind) => params[kind] !== undefined)
    const [kind] = given
    if (kind === undefined || given.length > 1)
      throw malformedRequest('#/singleEmbeddingParams: exactly one of text, image, audio and video is required')
    checkBody(params, { required: ['embeddingPurpose'] })
    const member = maybeObject(params, kind) ?? {}
    if (kind === 'text') checkBody(member, { required: ['truncationMode', 'value'] })
    const path = '#/singleEmbeddingParams/embeddingDimension'
    const value = sourceIn(member)
    return {
      body: {
        embeddings: [
          {
            embeddingType: kind.toUpperCase(),
            embedding: vectorOf(value, lengthOf(maybeNumber(params, 'embeddingDimension'), lengths, path)),
          },
        ],
      },
      counts: { inputTokens: tokensIn(value), latencyMs: latencyOf(about) },
    }
  }
