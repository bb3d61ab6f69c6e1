import { tailsOf, withoutSpec } from '@x/bedrock-core/family'
import aliasData from './data/aliases.json' with { type: 'json' }
import modelData from './data/models.json' with { type: 'json' }
import type { Table } from './row.ts'

/** The id of a model in the parts it was said in. */
export interface ResolvedModel {
  /** What goes on the wire: the id as given, without `bedrock:`, and with Bedrock's id in the place of an alias. */
  readonly id: string
  /** The model's own id, without geography, throughput and ARN; the whole id where the table does not know it. */
  readonly bareId: string
  /** `us`, `eu`, `global` …; absent: called in the region. */
  readonly geography?: string
  /** `48k`, `mm` …, as in `anthropic.claude-v2:1:18k`. */
  readonly throughput?: string
  readonly known: boolean
}

const aliases: Table<string> = aliasData

/** LLMDB's word for Bedrock (ReqLLM's model specs), in both its spellings. */
const registry = /^amazon[_-]bedrock[:/]/

/** After the version of an id. */
const throughputs = /:(\d+k|mm)$/

const isKnown = (id: string): boolean => Object.hasOwn(modelData, id)

const lookUp = (tail: string): string | undefined =>
  isKnown(tail) ? tail : Object.hasOwn(aliases, tail) ? aliases[tail] : undefined

/** What stands right before the bare id and ends in a dot. */
const geographyOf = (head: string): string | undefined => /([a-z-]+)\.$/.exec(head)?.[1]

/**
 * Reads any spelling of a model: bare ids, `bedrock:` specs, LLMDB's `amazon_bedrock:` ids, inference profiles, ARNs,
 * provisioned throughput and common names such as `claude-sonnet-4-5`. An unknown id comes back whole.
 */
export const resolveModel = (spec: string): ResolvedModel => {
  const said = withoutSpec(spec).replace(registry, '')
  const throughput = throughputs.exec(said)?.[1]
  for (const id of throughput === undefined ? [said] : [said, said.replace(throughputs, '')])
    for (const tail of tailsOf(id)) {
      const bareId = lookUp(tail)
      if (bareId === undefined) continue
      const head = id.slice(0, id.length - tail.length)
      const geography = geographyOf(head)
      return {
        id: head + bareId + said.slice(id.length),
        bareId,
        ...(geography === undefined ? {} : { geography }),
        ...(throughput === undefined ? {} : { throughput }),
        known: true,
      }
    }
  return { id: said, bareId: said, known: false }
}
