import type { JsonObject } from '@x/bedrock-core/family'
import type { About, PlainAnswer } from '../plain/plain-answer.ts'
import { base64OfText, textOfBase64 } from '../wire/base64.ts'
import { invalid, Refusal } from '../wire/refusal.ts'
import { catalogue } from './catalogue.ts'
import { identifierOf, regionsOf } from './identifier.ts'
import { modelNameOf } from './model-name.ts'

/** The account of everything here. */
const account = '123456789012'

/** A day after every model, the same on every run. */
const time = '2026-01-01T00:00:00Z'

interface Profile {
  readonly id: string
  readonly name: string
  readonly type: 'SYSTEM_DEFINED' | 'APPLICATION'
  readonly arn: string
  readonly models: readonly string[]
}

const modelArns = (id: string, geography: string | undefined, here: string): string[] =>
  (geography === undefined ? [here] : (regionsOf[geography] ?? [here])).map(
    (region) => `arn:aws:bedrock:${region}::foundation-model/${id}`,
  )

/** A geography's profiles are offered in its regions; everywhere where a region belongs to none. */
const isOffered = (geography: string, region: string): boolean =>
  geography === 'global' || (regionsOf[geography] ?? []).includes(region)

const systemDefined = (region: string): Profile[] =>
  [...catalogue().values()].flatMap((model) =>
    model.geographies
      .filter((geography) => isOffered(geography, region))
      .map((geography) => {
        const id = `${geography}.${model.id}`
        return {
          id,
          name: `${geography.toUpperCase()} ${modelNameOf(model.id)}`,
          type: 'SYSTEM_DEFINED',
          arn: `arn:aws:bedrock:${region}:${account}:inference-profile/${id}`,
          models: modelArns(model.id, geography, region),
        }
      }),
  )

/** The caller's own: what `profiles` names by ARN. */
const application = ({ settings, region }: About): Profile[] =>
  Object.entries(settings.profiles).flatMap(([arn, model]) => {
    const { id, hidden } = identifierOf(arn)
    if (!hidden) return []
    const behind = identifierOf(model)
    return [{ id, name: id, type: 'APPLICATION', arn, models: modelArns(behind.id, behind.geography, region) }]
  })

const summaryOf = ({ id, name, type, arn, models }: Profile): JsonObject => ({
  inferenceProfileName: name,
  description: `Routes requests to ${name}.`,
  createdAt: time,
  updatedAt: time,
  inferenceProfileArn: arn,
  models: models.map((modelArn) => ({ modelArn })),
  inferenceProfileId: id,
  status: 'ACTIVE',
  type,
})

const most = 1000

/** ListInferenceProfiles, page by page. @throws Refusal */
export const listInferenceProfiles = (about: About): PlainAnswer => {
  const type = about.query.get('type') ?? 'SYSTEM_DEFINED'
  const size = Number(about.query.get('maxResults') ?? most)
  const from = Number(textOfBase64(about.query.get('nextToken') ?? base64OfText('0')) ?? Number.NaN)
  if (!(size >= 1 && size <= most))
    throw invalid(
      `1 validation error detected: Value '${size}' at 'maxResults' failed to satisfy constraint: Member must have value ${size < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`}`,
    )
  if (!Number.isInteger(from)) throw invalid('The nextToken is not one that this operation gave.')
  const all = type === 'APPLICATION' ? application(about) : systemDefined(about.region)
  const page = all.slice(from, from + size)
  const more = from + size < all.length ? { nextToken: base64OfText(`${from + size}`) } : {}
  return { body: { inferenceProfileSummaries: page.map(summaryOf), ...more } }
}

/** GetInferenceProfile, by id or ARN. The service model names the exception; the words are ours. @throws Refusal */
export const getInferenceProfile =
  (identifier: string) =>
  (about: About): PlainAnswer => {
    const all = [...systemDefined(about.region), ...application(about)]
    const profile = all.find(
      ({ id, arn }) => identifier === id || identifier === arn || identifier.endsWith(`:inference-profile/${id}`),
    )
    if (profile === undefined)
      throw new Refusal('ResourceNotFoundException', 'The requested inference profile was not found.')
    return { body: summaryOf(profile) }
  }
