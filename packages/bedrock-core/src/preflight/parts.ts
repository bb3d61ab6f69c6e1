import type { TextPart, ToolResultPart } from '../speech/content.ts'
import { isJsonObject } from '../speech/json.ts'
import type { Flight, Leg, Part } from './flight.ts'
import type { Fix } from './rules.ts'

/** The service refuses text that is empty or only white space. */
export const isBlank = (text: string): boolean => text.trim() === ''

const isBlankText = (part: Part): part is TextPart => part.type === 'text' && isBlank(part.text)

/** Why a part cannot be said. */
const against = (part: Part, role: string, { takes, form }: Flight): Fix | undefined => {
  const cites = role === 'assistant' && takes.blankCitations && isBlankText(part) && part.citations?.length
  if (isBlankText(part) && !cites) return 'blank-text-removed'
  if (part.type === 'raw' && part.format !== form) return 'raw-removed'
  if (part.type === 'file' && role === 'assistant' && takes.assistantFiles === false) return 'file-removed'
  if (part.type !== 'reasoning' || takes.reasoning === undefined) return
  const signed = part.redacted || part.signature
  const goesBack = takes.reasoning !== 'none' && (signed || (takes.reasoning === 'text' && !isBlank(part.text)))
  return goesBack ? undefined : 'reasoning-removed'
}

/** Inside a result nothing blank and no cache points: a mark in there counts for the whole of it. */
const resultOf = (part: ToolResultPart): ToolResultPart => {
  const { output } = part
  if (output.type !== 'content' || !output.value.some((inner) => inner.cache || isBlankText(inner))) return part
  const cache = part.cache ?? output.value.findLast((inner) => inner.cache)?.cache
  const value = output.value.filter((inner) => !isBlankText(inner)).map(({ cache: _cache, ...inner }) => inner)
  return { ...part, output: { type: 'content', value }, ...(cache && { cache }) }
}

/** A list with what can be said of it; a cache mark on what cannot goes to the part before. */
export const saidOf = <Value extends Part>(
  parts: readonly Value[],
  say: (part: Value) => Value | undefined,
): Value[] => {
  const said: Value[] = []
  for (const part of parts) {
    const kept = say(part)
    const before = said.at(-1)
    if (kept) said.push(kept)
    else if (before && 'cache' in part && part.cache) said[said.length - 1] = { cache: part.cache, ...before }
  }
  return said
}

/** A turn with what can be said of it. */
export const withParts = ({ role, content, at }: Leg, flight: Flight): Leg => {
  const { note } = flight
  if (content.length === 0) note('empty-turn-removed', at)
  const say = (part: Part): Part | undefined => {
    const fix = against(part, role, flight)
    if (fix) return note(fix, at)
    if (part.type === 'tool-result') return resultOf(part)
    if (part.type !== 'tool-call' || isJsonObject(part.input)) return part
    note('tool-input-wrapped', at)
    const { invalid, input, ...call } = part
    // The key for text that is no JSON is the one that Anthropic's guide to tool streaming advises.
    return { ...call, input: { [invalid ? 'INVALID_JSON' : 'input']: input } }
  }
  return { role, content: saidOf(content, say), at }
}
