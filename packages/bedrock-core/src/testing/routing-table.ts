import type { AnyFamily } from '../family/family.ts'
import { features } from '../family/feature.ts'
import { carriedBy } from '../family/route.ts'

/** What each format of a family carries for these models, as a table that a person can read and check. */
export const routingTable = (family: AnyFamily, models: readonly string[]): string => {
  const columns = models.flatMap((model) =>
    family.formats.map((format) => ({ model, format, carried: carriedBy(family, format, model) })),
  )
  const head = `| feature | ${columns.map(({ model, format }) => `${model} ${format.name}`).join(' | ')} |`
  const rows = features.map(
    (feature) => `| ${feature} | ${columns.map(({ carried }) => (carried.has(feature) ? '●' : '–')).join(' | ')} |`,
  )
  const first = (family.prefer ?? []).map(({ need, format }) => `\nWith ${need}, ${format} goes first.`)
  return [head, `|${'---|'.repeat(columns.length + 1)}`, ...rows, ...first].join('\n')
}
