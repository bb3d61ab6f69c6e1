import { invalid, Refusal } from '../wire/refusal.ts'
import { catalogue, isOnDemand } from './catalogue.ts'
import { identifierOf } from './identifier.ts'

/** Who asks, where and when. */
export interface Asking {
  readonly region: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Ids to take besides the catalogue's, and on demand. */
  readonly models: readonly string[]
  /** Model ids behind ARNs that hide them. */
  readonly profiles: Readonly<Record<string, string>>
}

const unknown = (): Refusal => invalid('The provided model identifier is invalid.')

/** With the apostrophe that AWS writes (recorded). */
const onlyByProfile = (id: string): Refusal =>
  invalid(
    `Invocation of model ID ${id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.`,
  )

/**
 * The bare id of the model that is to answer. All messages are recorded.
 * @throws Refusal for what AWS does not have, has no more, or has only behind an inference profile
 */
export const modelServed = (model: string, { region, now, models, profiles }: Asking): string => {
  const configured = Object.hasOwn(profiles, model) ? profiles[model] : undefined
  if (configured !== undefined) return identifierOf(configured).id
  const { id, geography, hidden } = identifierOf(model)
  if (models.includes(model) || models.includes(id)) return id
  const known = hidden ? undefined : catalogue().get(id)
  if (known === undefined) throw unknown()
  if (known.ended !== undefined && known.ended <= now)
    throw new Refusal(
      'ResourceNotFoundException',
      'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    )
  if (geography !== undefined) {
    if (!known.geographies.includes(geography)) throw unknown()
    return id
  }
  if (isOnDemand(known, region)) return id
  throw known.geographies.length > 0 ? onlyByProfile(id) : unknown()
}
