import type { Json } from '@x/bedrock-core/family'
import type { RawCall, Responder } from '../answer/responder.ts'
import { scrubJson } from '../record/scrub.ts'
import { invalid } from '../wire/refusal.ts'
import { jsonOr } from './bodies.ts'
import { canonical, differences, told } from './difference.ts'
import { type Interaction, type Target, targetOf } from './interaction.ts'
import { parseCassette } from './parse-cassette.ts'

/** A request, asked or recorded, as it is matched: scrubbed as `record()` scrubs. */
export interface MatchedRequest extends Target {
  readonly body: Json | undefined
}

export interface ReplayOptions {
  /** What a request is known by; requests of the same key are answered in the order recorded. Default: method, path and the body, whatever the order of its keys. */
  readonly match?: (request: MatchedRequest) => string
  /** True plays the last answer of a request again when all were played; without it that is an error. */
  readonly repeat?: boolean
}

/** Cassettes: the text of a file in any of the formats, or what `parseCassette` made of one. */
export type Cassette = string | readonly Interaction[]

const byAll = ({ method, path, body }: MatchedRequest): string => `${method} ${path} ${canonical(body)}`

interface Track {
  readonly answers: Interaction[]
  played: number
}

interface Tape {
  readonly tracks: ReadonlyMap<string, Track>
  readonly requests: readonly MatchedRequest[]
}

const wind = async (cassettes: readonly Cassette[], match: (request: MatchedRequest) => string): Promise<Tape> => {
  const read = await Promise.all(cassettes.map((one) => (typeof one === 'string' ? parseCassette(one) : one)))
  const tracks = new Map<string, Track>()
  const requests: MatchedRequest[] = []
  for (const interaction of read.flat()) {
    const request = {
      ...targetOf(interaction.method, interaction.url),
      body: interaction.asked === undefined ? undefined : scrubJson(interaction.asked),
    }
    requests.push(request)
    const key = match(request)
    const track = tracks.get(key) ?? { answers: [], played: 0 }
    track.answers.push(interaction)
    tracks.set(key, track)
  }
  return { tracks, requests }
}

/** Says what was asked for and what comes nearest among the recorded. */
const missed = (asked: MatchedRequest, requests: readonly MatchedRequest[]): string => {
  const what = `No recorded exchange matches ${asked.method} ${asked.path}.`
  const alike = requests.flatMap((request, at) =>
    request.path === asked.path ? [{ at, found: differences(asked.body, request.body) }] : [],
  )
  const [nearest] = alike.toSorted((one, other) => one.found.length - other.found.length)
  if (nearest === undefined) {
    const paths = [...new Set(requests.map(({ path }) => path))]
    return `${what} Recorded are ${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ` and ${paths.length - 5} more` : ''}.`
  }
  const more = nearest.found.length > 3 ? `; and ${nearest.found.length - 3} more` : ''
  return `${what} Exchange ${nearest.at + 1} comes nearest, but for ${nearest.found.slice(0, 3).map(told).join('; ')}${more}. Record it, or give a looser \`match\`.`
}

const next = (asked: MatchedRequest, key: string, { tracks, requests }: Tape, repeat: boolean): Interaction => {
  const track = tracks.get(key)
  if (track === undefined) throw invalid(missed(asked, requests))
  const answer = track.answers[repeat ? Math.min(track.played, track.answers.length - 1) : track.played]
  track.played += 1
  if (answer !== undefined) return answer
  throw invalid(
    `${asked.method} ${asked.path} was recorded ${track.answers.length} times with this body, and asked once more. Record it again, or play with \`repeat\`.`,
  )
}

/**
 * Answers what was recorded, byte for byte: VCR (YAML or JSON), HAR, nock, Polly and our own JSONL. Equal requests get their
 * answers in the order recorded. What was not recorded is refused as a ValidationException that shows the nearest exchange.
 */
export const replay = (
  cassettes: Cassette | readonly Cassette[],
  { match = byAll, repeat = false }: ReplayOptions = {},
): Responder => {
  let tape: Promise<Tape> | undefined
  return {
    respond: async ({ method, url, text }: RawCall) => {
      tape ??= wind(isList(cassettes) ? cassettes : [cassettes], match)
      const body = jsonOr(text)
      const asked = { ...targetOf(method, url.href), body: body === undefined ? undefined : scrubJson(body) }
      const { status, headers, body: bytes } = next(asked, match(asked), await tape, repeat)
      return new Response(bytes, { status, headers })
    },
  }
}

const isList = (cassettes: Cassette | readonly Cassette[]): cassettes is readonly Cassette[] =>
  Array.isArray(cassettes) && cassettes.every((one) => typeof one === 'string' || Array.isArray(one))
