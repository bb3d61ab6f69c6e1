import { inTwoRoles } from '../family/two-roles.ts'
import type { PromptDocument, Turn } from '../speech/prompt.ts'
import { entriesOf } from './content.ts'
import { type Entry, type EntryTurn, memberOf } from './entry.ts'
import type { Scope } from './scope.ts'

/** Says nothing, but is not blank: the smallest text that the service takes. */
const filler: Entry = { block: { text: '.' } }

const entriesOfTurn = (turn: Turn, scope: Scope): Entry[] => {
  const parts: readonly Turn['content'][number][] = turn.content
  const cites = turn.role === 'assistant' && scope.cites
  return parts.flatMap((part) => entriesOf(part, { ...scope, cites }))
}

const has = (turn: EntryTurn, member: string): boolean => turn.content.some(({ block }) => memberOf(block) === member)

/** Some models take nothing, or not everything, beside a tool result. */
const separated = (turn: EntryTurn, allowed: readonly string[] | undefined): EntryTurn[] => {
  if (allowed === undefined || turn.role === 'assistant' || !has(turn, 'toolResult')) return [turn]
  const beside = ({ block }: Entry): boolean => memberOf(block) === 'toolResult' || allowed.includes(memberOf(block))
  const rest = turn.content.filter((entry) => !beside(entry))
  if (rest.length === 0) return [turn]
  return [
    { role: 'user', content: turn.content.filter(beside) },
    { role: 'assistant', content: [filler] },
    { role: 'user', content: rest },
  ]
}

/** Bedrock refuses a document without text in the same turn. */
const withText = (turn: EntryTurn): EntryTurn => {
  const at = turn.content.findIndex(({ block }) => memberOf(block) === 'document')
  if (at === -1 || has(turn, 'text') || has(turn, 'guardContent')) return turn
  return { role: turn.role, content: [...turn.content.slice(0, at), filler, ...turn.content.slice(at)] }
}

const documentEntries = (documents: readonly PromptDocument[], { quirks, documentName }: Scope): Entry[] => {
  const citations = quirks.documentCitations === false ? {} : { citations: { enabled: true } }
  return documents.map(({ title, id, text }) => ({
    block: { document: { format: 'txt', name: documentName(title ?? id), source: { text }, ...citations } },
  }))
}

/** Documents to answer from belong to the question: the last turn of the user that is not a tool's result. */
const withDocuments = (turns: readonly EntryTurn[], documents: readonly Entry[]): EntryTurn[] => {
  if (documents.length === 0) return [...turns]
  const asking = turns.findLastIndex((turn) => turn.role === 'user' && has(turn, 'text'))
  const at = asking === -1 && turns.at(-1)?.role === 'user' ? turns.length - 1 : asking
  if (at === -1) return [...turns, { role: 'user', content: documents }]
  return turns.map((turn, index) =>
    index === at ? { role: turn.role, content: [...turn.content, ...documents] } : turn,
  )
}

/** The turns as the service wants them beyond what preflight has seen to. */
export const turnsOf = (
  messages: readonly Turn[],
  documents: readonly PromptDocument[],
  scope: Scope,
): readonly EntryTurn[] => {
  const said = inTwoRoles(messages, (turn) => entriesOfTurn(turn, scope))
  return withDocuments(said, documentEntries(documents, scope))
    .flatMap((turn) => separated(turn, scope.quirks.besideToolResults))
    .map(withText)
}
