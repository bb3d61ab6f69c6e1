import profileData from './data/profiles.json' with { type: 'json' }
import { resolveModel } from './resolve.ts'
import type { ProfileRow, Table } from './row.ts'

const rows = profileData as Table<ProfileRow>

/** Geographies whose profiles may be called from a region, the narrowest first. None leaves the part of the world that it names. */
const reach: readonly (readonly [regions: RegExp, geographies: readonly string[]])[] = [
  [/^us-gov-/, ['us-gov']],
  [/^us-/, ['us']],
  [/^eu-/, ['eu']],
  [/^ca-/, ['ca']],
  [/^sa-/, ['sa']],
  [/^ap-northeast-[13]$/, ['jp', 'apac']],
  [/^ap-southeast-[24]$/, ['au', 'apac']],
  [/^ap-south-/, ['in', 'apac']],
  [/^ap-/, ['apac']],
]

/** The ids of a model's inference profiles, such as `us.meta.llama3-3-70b-instruct-v1:0`. */
export const profilesOf = (spec: string): readonly string[] => {
  const { bareId } = resolveModel(spec)
  return (Object.hasOwn(rows, bareId) ? (rows[bareId]?.in ?? []) : []).map((geography) => `${geography}.${bareId}`)
}

/**
 * The inference profile under which a model can be called from a region: what mends "on-demand throughput isn't
 * supported". A profile may leave the region but not its geography; `anywhere` also allows the global one, which may be
 * served in any part of the world. Undefined: no such profile is known.
 */
export const profileFor = (
  bareId: string,
  region: string,
  options: { readonly anywhere?: boolean } = {},
): string | undefined => {
  const near = reach.find(([regions]) => regions.test(region))?.[1] ?? []
  const known = profilesOf(bareId)
  const wanted = options.anywhere === true ? [...near, 'global'] : near
  return wanted
    .map((geography) => `${geography}.${resolveModel(bareId).bareId}`)
    .find((profile) => known.includes(profile))
}
