import { BedrockError } from '../errors/bedrock-error.ts'
import { checkCount } from '../errors/check-count.ts'
import type { EmbedFormat, EmbedImage, EmbedModel, EmbedRequest, EmbedSettings } from '../family/embedding.ts'
import { bareIdAt } from '../family/model-id.ts'
import type { FilePart } from '../speech/content.ts'
import type { Warning } from '../speech/warning.ts'
import { base64OfBytes } from '../wire/base64.ts'
import type { InvokeOptions } from './invoke.ts'

/** A text, or an image for models that take images. */
export type EmbedValue = string | Pick<FilePart, 'type' | 'mediaType' | 'data'>

/** One call of an embedding: which values it holds, by their place in the caller's list. */
export interface EmbedBatch {
  readonly request: EmbedRequest
  readonly places: readonly number[]
}

export interface EmbedPlan {
  readonly format: EmbedFormat
  /** The bare id that the format looks at. */
  readonly bareId: string
  readonly batches: readonly EmbedBatch[]
  readonly warnings: readonly Warning[]
}

const unsupported = (message: string): BedrockError<'unsupported'> => new BedrockError('unsupported', message)

const rowOf = ({
  model,
  baseModel,
}: Pick<InvokeOptions, 'model' | 'baseModel'>): { format: EmbedFormat; row: EmbedModel; bareId: string } => {
  const { family } = model
  const format = family.embed
  let found: { row: EmbedModel; bareId: string } | undefined
  for (const row of format?.models ?? []) {
    const bareId = bareIdAt(baseModel ?? model.bareId, row.prefix)
    if (bareId !== undefined && row.prefix.length > (found?.row.prefix.length ?? -1)) found = { row, bareId }
  }
  if (format && found) return { format, ...found }
  throw unsupported(
    format === undefined
      ? `Family "${family.name}", which serves "${model.id}", has no embedding models. Add the family that has this one to createBedrock({ families }), or choose another model.`
      : `"${model.id}" is not known as an embedding model of ${family.name} (they start with ${format.models.map(({ prefix }) => prefix).join(', ')}). Behind an ARN, name the model: embed({ baseModel }).`,
  )
}

const settingNames = ['inputType', 'dimensions', 'truncate', 'embeddingTypes', 'normalize'] as const

/** Refuses what the model does not have; what cannot matter to it is left out. */
const settingsFor = (
  given: EmbedSettings,
  row: EmbedModel,
  model: string,
): { settings: EmbedSettings; warnings: readonly Warning[] } => {
  const { dimensions, embeddingTypes } = given
  if (dimensions !== undefined) checkCount('dimensions', dimensions)
  const types = row.types ?? ['float']
  const strange = embeddingTypes?.find((type) => !types.includes(type))
  if (strange !== undefined)
    throw unsupported(`"${model}" has no embeddings of type "${strange}" (it has ${types.join(', ')}).`)
  const lacking = settingNames.filter((name) => given[name] !== undefined && !row.settings.includes(name))
  const refused = lacking.filter((name) => name !== 'inputType' && name !== 'embeddingTypes')
  if (refused.length > 0)
    throw unsupported(`"${model}" has no setting ${refused.join(', ')}. Leave it out, or choose another model.`)
  return {
    settings: Object.fromEntries(
      settingNames.flatMap((name) =>
        given[name] === undefined || lacking.includes(name) ? [] : [[name, given[name]]],
      ),
    ),
    warnings: lacking.includes('inputType')
      ? [
          {
            code: 'input-type-removed',
            message: `"${model}" embeds what is searched and what searches alike; inputType was left out.`,
          },
        ]
      : [],
  }
}

const imageOf = ({ mediaType, data }: Exclude<EmbedValue, string>): EmbedImage => {
  if (!mediaType.startsWith('image/'))
    throw unsupported(`A file of type "${mediaType}" cannot be embedded; texts and images can.`)
  if (typeof data === 'string') return { mediaType, base64: data }
  if (data instanceof Uint8Array) return { mediaType, base64: base64OfBytes(data) }
  throw unsupported('An image in S3 cannot be embedded. Pass its bytes.')
}

const chunks = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** Splits values into calls that the model takes. @throws BedrockError `invalid-argument`, `unsupported` */
export const planEmbedding = (
  options: Pick<InvokeOptions, 'model' | 'baseModel'> & EmbedSettings,
  values: readonly EmbedValue[],
): EmbedPlan => {
  const { format, row, bareId } = rowOf(options)
  const { settings, warnings } = settingsFor(options, row, options.model.id)
  const texts: (readonly [place: number, text: string])[] = []
  const images: (readonly [place: number, image: EmbedImage])[] = []
  for (const [place, value] of values.entries()) {
    if (typeof value === 'string') texts.push([place, value])
    else images.push([place, imageOf(value)])
  }
  if (images.length > 0 && row.images === undefined)
    throw unsupported(`"${options.model.id}" embeds texts only. Choose a model that takes images.`)
  return {
    format,
    bareId,
    warnings,
    batches: [
      ...chunks(texts, row.texts).map((chunk) => ({
        request: { ...settings, kind: 'text' as const, values: chunk.map(([, text]) => text) },
        places: chunk.map(([place]) => place),
      })),
      ...chunks(images, row.images ?? 1).map((chunk) => ({
        request: { ...settings, kind: 'image' as const, values: chunk.map(([, image]) => image) },
        places: chunk.map(([place]) => place),
      })),
    ],
  }
}
