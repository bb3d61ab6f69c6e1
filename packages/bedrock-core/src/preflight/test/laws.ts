import type { Takes } from '../../family/takes.ts'
import type { CacheMark, ToolCallPart, ToolResultPart } from '../../speech/content.ts'
import type { Prompt, Turn } from '../../speech/prompt.ts'

type Part = Turn['content'][number]

const partsOf = (turn: Turn | undefined): readonly Part[] => turn?.content ?? []
const callsIn = (turn: Turn | undefined): ToolCallPart[] => partsOf(turn).filter((part) => part.type === 'tool-call')
const resultsIn = (turn: Turn | undefined): ToolResultPart[] =>
  partsOf(turn).filter((part) => part.type === 'tool-result')
const idsOf = (parts: readonly { readonly toolCallId: string }[]): string[] =>
  parts.map(({ toolCallId }) => toolCallId).sort()
const marksIn = ({ tools, system, messages }: Prompt): CacheMark[] =>
  [...tools, ...system, ...messages.flatMap((turn) => [...partsOf(turn)])].flatMap((value) =>
    'cache' in value && value.cache !== undefined ? [value.cache] : [],
  )
const isLong = (mark: CacheMark): boolean => typeof mark === 'object' && mark.ttl === '1h'

/** What holds of a prompt that a form with these `takes` is given. */
export const laws: Readonly<Record<string, (prompt: Prompt, takes: Takes) => boolean>> = {
  'no text is blank, but one that only cites': ({ system, messages }, { blankCitations }) =>
    [...system, ...messages.flatMap((turn) => [...partsOf(turn)])].every(
      (part) =>
        part.type !== 'text' || part.text.trim() !== '' || (blankCitations === true && !!part.citations?.length),
    ),
  'no turn is empty': ({ messages }) => messages.every(({ content }) => content.length > 0),
  'every call has one result behind its turn, every result its call': ({ messages }) =>
    messages.every((turn, at) => {
      const calls = idsOf(callsIn(turn))
      const results = idsOf(resultsIn(messages[at + 1]))
      return turn.role === 'tool'
        ? callsIn(messages[at - 1]).length > 0
        : JSON.stringify(calls) === JSON.stringify(results)
    }),
  'ids are unique, and as the form takes them': ({ messages }, { toolCallId = (id) => id }) => {
    const ids = messages.flatMap(callsIn).map((call) => call.toolCallId)
    return new Set(ids).size === ids.length && ids.every((id) => toolCallId(id) === id)
  },
  'a tool call’s input is an object': ({ messages }) =>
    messages
      .flatMap(callsIn)
      .every(({ input }) => typeof input === 'object' && input !== null && !Array.isArray(input)),
  'roles alternate': ({ messages }, { roles }) =>
    roles === undefined || messages.every(({ role }, at) => role !== messages[at - 1]?.role),
  'the user begins': ({ messages }, { first }) => first === undefined || messages[0]?.role !== 'assistant',
  'the last turn is as the form takes it': ({ messages }, { prefill }) => {
    const last = messages.at(-1)
    if (last?.role !== 'assistant' || prefill === undefined) return true
    const part = last.content.at(-1)
    return prefill === 'trimmed' && (part?.type !== 'text' || part.text === part.text.trimEnd())
  },
  'reasoning goes back only where it is taken': ({ messages }, { reasoning }) =>
    messages
      .flatMap((turn) => [...partsOf(turn)])
      .every(
        (part) =>
          part.type !== 'reasoning' ||
          reasoning === undefined ||
          (reasoning !== 'none' && !!(part.signature || part.redacted || reasoning === 'text')),
      ),
  'four cache points at most, none longer than one before': (prompt, { cache }) => {
    if (cache === undefined) return true
    const marks = marksIn(prompt)
    return marks.length <= 4 && marks.every((mark, at) => !isLong(mark) || marks.slice(0, at).every(isLong))
  },
  'settings are within bounds': (prompt, { ranges = {} }) =>
    Object.entries(ranges).every(([name, [low, high]]) => {
      const value = Object.entries(prompt).find(([key]) => key === name)?.[1]
      return typeof value !== 'number' || (value >= low && value <= high)
    }),
}
