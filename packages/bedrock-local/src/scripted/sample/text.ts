import { type JsonObject, maybeNumber, maybeText } from '@x/bedrock-core/family'
import { hash } from '../../dialects/seed.ts'
import { finds } from './finds.ts'
import { namesIn, spoken } from './names.ts'
import { phrases, plainPhrases } from './phrases.ts'
import type { Place } from './place.ts'

const formats: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  time: '12:00:00Z',
  'date-time': '2026-01-31T12:00:00Z',
  duration: 'PT40M',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
}

/** `Such as red lentils` gives an example; so do `e.g.` and `for example`. */
const exampleIn = (description: string): string | undefined =>
  /\b(?:such as|e\.g\.|for example,?)\s+["'“]?([^"'”.;)]{1,60})/i.exec(description)?.[1]?.trim()

const take = (candidates: readonly string[], { used }: Place): string | undefined => {
  const text = candidates.find((candidate) => ![...used].some((other) => other.includes(candidate)))
  if (text !== undefined) used.add(text)
  return text
}

const said = (words: string, place: Place): string | undefined => {
  for (const find of finds) {
    const text = find.names.test(words) ? take(find.in(place.prompt), place) : undefined
    if (text !== undefined) return text
  }
  return undefined
}

const phrase = (words: string, { at = 0, about, prompt }: Place): string | undefined => {
  const row = phrases.find(
    ({ names, about: only }) => names.test(words) && (only === undefined || only.test(`${about} ${prompt}`)),
  )
  return row?.texts[at % row.texts.length]
}

/** Names that say nothing by themselves, only beside what is around them. */
const bare = /^(name|value|address|number|id|label|detail)$/

const wordsOf = ({ name, parent, beside }: Place, told: string): string => {
  const own = spoken(name)
  return bare.test(own) ? [spoken(parent), own, beside, own === 'name' ? told : ''].join(' ').trim() : own
}

/** A text for a property: what the prompt says of the kind, else an example of the schema's, else what often stands there. */
const bestText = (schema: JsonObject, place: Place): string => {
  const description = maybeText(schema, 'description') ?? ''
  const told = description.toLowerCase()
  const words = wordsOf(place, told)
  return (
    formats[maybeText(schema, 'format') ?? ''] ??
    said(words, place) ??
    ((place.at ?? 0) === 0 ? exampleIn(description) : undefined) ??
    said(told, place) ??
    phrase(words, place) ??
    phrase(told, place) ??
    take(namesIn(place.prompt), place) ??
    phrase(spoken(place.parent), place) ??
    plainPhrases[(hash(place.name) + (place.at ?? 0)) % plainPhrases.length] ??
    place.name
  )
}

export const textFor = (schema: JsonObject, place: Place): string => {
  const text = bestText(schema, place)
  return text
    .padEnd(maybeNumber(schema, 'minLength') ?? 0, '.')
    .slice(0, maybeNumber(schema, 'maxLength') ?? text.length)
}
