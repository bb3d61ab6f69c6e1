/**
 * A place that data may be kept to, in AWS's words: what stands before the ids of inference profiles (`us`, `eu`, `apac`,
 * `jp`, `au`, `us-gov`, `ca` …), or the start of a region's name.
 */
export type Geography = 'us' | 'us-gov' | 'eu' | 'apac' | 'jp' | 'au' | 'ca' | 'sa' | (string & Record<never, never>)

/** Where regions lie, by the start of their names; the first row that fits decides. */
const places: readonly (readonly [regions: string, ...geographies: Geography[]])[] = [
  ['us-gov-', 'us-gov'],
  ['ap-northeast-1', 'jp', 'apac'],
  ['ap-northeast-3', 'jp', 'apac'],
  ['ap-southeast-2', 'au', 'apac'],
  ['ap-southeast-4', 'au', 'apac'],
  ['ap-south-', 'in', 'apac'],
  ['ap-', 'apac'],
]

const ofRegion = (region: string): readonly Geography[] => {
  const [start, ...found] = places.find(([regions]) => region.startsWith(regions)) ?? []
  return start === undefined ? [region.slice(0, region.indexOf('-'))] : found
}

/** Profiles of one country route within the wider geography too. */
const ofProfile = (prefix: string): readonly Geography[] =>
  prefix === 'jp' || prefix === 'au' || prefix === 'in' ? [prefix, 'apac'] : [prefix]

/** Two letters and the three longer ones: no vendor's name looks like that. `global` is nowhere in particular. */
const profile = /^(?:arn:.+:inference-profile\/)?([a-z]{2}|us-gov|apac|global)\.[^.]+\./

/** ARNs behind which models may be anywhere. */
const opaque = /:(?:application-inference-profile|default-prompt-router|prompt-router)\//

/** Whether a model that is asked in a region is sure to answer within these geographies. */
export const staysIn = (id: string, region: string, geographies: readonly Geography[]): boolean => {
  const within = (found: readonly Geography[]): boolean => found.some((one) => geographies.includes(one))
  const [, prefix] = profile.exec(id) ?? []
  return !opaque.test(id) && within(ofRegion(region)) && (prefix === undefined || within(ofProfile(prefix)))
}

/** The model's own id, without a geography before it. */
export const withoutGeography = (bareId: string): string =>
  bareId.replace(/^(?:[a-z]{2}|us-gov|apac|global)\.(?=[^.]+\.)/, '')
