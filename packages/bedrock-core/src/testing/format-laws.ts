import type { Format } from '../family/format.ts'
import type { Delta } from '../speech/delta.ts'
import type { Generation } from '../speech/generation.ts'
import { type JsonObject, parseJson } from '../speech/json.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { checked } from './checked.ts'
import type { FamilyFixture } from './fixture.ts'
import { foldDeltas } from './fold-deltas.ts'
import { fails, holds, same } from './same.ts'

type Law = (format: Format, fixture: FamilyFixture) => void

const read = (format: Format, events: readonly JsonObject[]): Delta[] => {
  const reader = format.reader()
  return events.flatMap((event) => [...reader(event)])
}

const said = ({ text, reasoning, content, toolCalls, finishReason, rawFinishReason }: Generation): object => ({
  text,
  reasoning,
  content,
  toolCalls,
  finishReason,
  rawFinishReason,
})

/** Every answer that the fixture holds, whole and in pieces. */
const answersOf = (
  format: Format,
  { response, events }: FamilyFixture,
): { generation: Generation; parts: StreamPart[] }[] => [
  ...(response ? [foldDeltas(format.decode(response, {}), format.name)] : []),
  ...(events ? [foldDeltas(read(format, events), format.name)] : []),
]

const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}

const requestIsGolden: Law = (format, { prompt, request, model }) => {
  if (prompt && request) same(checked(format).encode(prompt, model).body, request, 'the prompt becomes another body')
}

const encodeIsPure: Law = (format, { prompt, model }) => {
  if (!prompt) return
  const once = checked(format).encode(frozen(prompt), model)
  same(checked(format).encode(prompt, model), once, 'the same prompt gives two bodies')
}

const answerIsGolden: Law = (format, fixture) => {
  for (const { generation } of answersOf(format, fixture))
    for (const [key, value] of Object.entries(fixture.generation ?? {}))
      same(Object.entries(generation).find(([name]) => name === key)?.[1], value, `the answer’s ${key}`)
}

const streamIsWhole: Law = (format, fixture) => {
  const [whole, streamed] = answersOf(format, fixture)
  if (whole && streamed) same(said(streamed.generation), said(whole.generation), 'the stream folds to another answer')
}

const blocksDoNotCross: Law = (format, fixture) => {
  for (const { parts } of answersOf(format, fixture)) {
    let open: string | undefined
    for (const { type } of parts) {
      const [, kind, step] = /^(text|reasoning|tool-input)-(start|delta|end)$/.exec(type) ?? []
      if (kind === undefined) continue
      holds(open === (step === 'start' ? undefined : kind), `${type} while ${open ?? 'nothing'} is open`)
      open = step === 'end' ? undefined : kind
    }
    holds(open === undefined, `${open} is never closed`)
  }
}

const readersAreIndependent: Law = (format, { events }) => {
  if (!events) return
  const [first, second] = [format.reader(), format.reader()]
  const interleaved = events.map((event) => [first(event), second(event)])
  const alone = read(format, events)
  same(
    interleaved.flatMap(([deltas]) => deltas ?? []),
    alone,
    'a reader disturbs another',
  )
  same(
    interleaved.flatMap(([, deltas]) => deltas ?? []),
    alone,
    'a reader disturbs another',
  )
}

/** Padding (`p`) is in every event since late 2024; new kinds and keys come about once a month. */
const tomorrowIsPassedOver: Law = (format, { events }) => {
  if (!events) return
  const tomorrow: JsonObject = { type: 'tomorrow', event_type: 'tomorrow', tomorrow: { p: 'abc' } }
  const padded = events.flatMap((event) => [tomorrow, { ...event, p: 'abcdef', tomorrow: 1 }])
  same(read(format, padded), read(format, events), 'an unknown event or key changes the answer')
}

/** An event's text, as the service writes it. */
const textOf = (format: Format, event: JsonObject): string =>
  JSON.stringify(format.operation === 'converse' ? Object.values(event)[0] : event)

const quickParsingIsParsing: Law = (format, { events = [] }) => {
  for (const event of events)
    for (const text of [textOf(format, event), ...cutsOfText(textOf(format, event))]) {
      const quick = format.parse?.(text) ?? undefined
      if (quick !== undefined) same(quick, parseJson(text, undefined), 'an event is parsed to another value')
    }
}

/** A text cut short, doubled, and with each character left out, escaped, or followed by a quote. */
const cutsOfText = (text: string): string[] => [
  text.slice(0, -1),
  text + text,
  ...Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1)),
  ...Array.from(text, (_, at) => `${text.slice(0, at)}\\${text.slice(at)}`),
  ...Array.from(text, (_, at) => `${text.slice(0, at)}"${text.slice(at)}`),
]

const cutsAreErrors: Law = (format, { events }) => {
  if (!events) return
  const finishAt = events.findIndex((_, index) =>
    read(format, events.slice(0, index + 1)).some((delta) => delta.type === 'finish'),
  )
  holds(finishAt >= 0, 'the stream has no terminal event')
  for (let end = 0; end <= finishAt; end += 1)
    fails(() => foldDeltas(read(format, events.slice(0, end))), 'truncated', `a stream cut after ${end} events`)
}

/** What a model said can be said again: signatures and encrypted reasoning go back as they came. */
const replyKeepsSecrets: Law = (format, fixture) => {
  const { prompt, model } = fixture
  if (!prompt) return
  for (const { generation } of answersOf(format, fixture)) {
    const messages = [...prompt.messages, { role: 'assistant' as const, content: generation.content }]
    const answered = [...messages, ...answersTo(generation)]
    const body = JSON.stringify(checked(format).encode({ ...prompt, messages: answered }, model).body)
    for (const part of generation.content)
      if (part.type === 'reasoning' && format.carries.includes('reasoning'))
        for (const opaque of [part.signature, part.redacted])
          holds(
            opaque === undefined || body.includes(opaque),
            'a signature or encrypted reasoning is lost in the next turn',
          )
  }
}

const answersTo = ({ toolCalls }: Generation) =>
  toolCalls.length === 0
    ? [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Go on.' }] }]
    : [
        {
          role: 'tool' as const,
          content: toolCalls.map(({ toolCallId, toolName }) => ({
            type: 'tool-result' as const,
            toolCallId,
            toolName,
            output: { type: 'text' as const, value: 'done' },
          })),
        },
      ]

/** What holds for every format and every fixture. */
export const formatLaws: Readonly<Record<string, Law>> = {
  'writes the request as it must be': requestIsGolden,
  'writes the same body twice and leaves the prompt alone': encodeIsPure,
  'reads the answer as it must be': answerIsGolden,
  'reads a stream and a whole answer alike': streamIsWhole,
  'opens and closes blocks in order': blocksDoNotCross,
  'keeps two streams apart': readersAreIndependent,
  'passes over events and keys it does not know': tomorrowIsPassedOver,
  'parses an event quickly to what JSON.parse gives': quickParsingIsParsing,
  'calls a stream without its terminal event truncated': cutsAreErrors,
  'can say again what the model said': replyKeepsSecrets,
}
