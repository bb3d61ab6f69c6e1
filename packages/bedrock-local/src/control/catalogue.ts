import { type Model, modelsOf, profilesOf } from '@x/bedrock-models'

/** A model, and where AWS has it. */
export interface Offer extends Model {
  /** Geographies that have an inference profile of it. */
  readonly geographies: readonly string[]
  /** Where it answers to its bare id; everywhere without a list. */
  readonly onDemandIn?: readonly string[]
  /** When AWS refused it as ended, milliseconds since 1970. */
  readonly ended?: number
}

/**
 * Bare ids that recordings show answered in one region and refused in another: the regions that answered. It changes with time, and an
 * account may differ.
 */
const regional: Readonly<Record<string, readonly string[]>> = {
  'ai21.j2-mid-v1': ['us-east-1'],
  'anthropic.claude-3-5-haiku-20241022-v1:0': ['us-west-2'],
  'anthropic.claude-3-5-sonnet-20241022-v2:0': ['us-west-2'],
  'anthropic.claude-v2:1': ['us-east-1'],
  'cohere.command-text-v14': ['us-east-1'],
  'meta.llama2-13b-chat-v1': ['us-east-1'],
  'meta.llama3-1-70b-instruct-v1:0': ['us-west-2'],
}

/** Models that a recording shows refused as ended, by the day of the recording: AWS may have ended them before. */
const ended: Readonly<Record<string, string>> = { 'anthropic.claude-instant-v1': '2025-10-28' }

const offerOf = (model: Model): Offer => {
  const onDemandIn = model.onDemand === false ? [] : regional[model.id]
  const day = ended[model.id]
  return {
    ...model,
    geographies: profilesOf(model.id).map((profile) => profile.slice(0, profile.indexOf('.'))),
    ...(onDemandIn === undefined ? {} : { onDemandIn }),
    ...(day === undefined ? {} : { ended: Date.parse(day) }),
  }
}

let offers: ReadonlyMap<string, Offer> | undefined

/** What AWS offers, by bare id. */
export const catalogue = (): ReadonlyMap<string, Offer> => {
  offers ??= new Map(modelsOf().map((model) => [model.id, offerOf(model)]))
  return offers
}

/** Whether a model answers to its bare id. */
export const isOnDemand = ({ onDemandIn }: Offer, region: string): boolean =>
  onDemandIn === undefined || onDemandIn.includes(region)
