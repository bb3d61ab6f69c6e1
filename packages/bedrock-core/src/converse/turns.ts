import type { PromptDocument, Turn } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { entriesOf } from './content.ts'
import { type Entry, type EntryTurn, memberOf } from './entry.ts'
import { isBlank, type Scope } from './scope.ts'

/** Says nothing, but is not blank: the smallest text that the service takes. */
const filler: Entry = { block: { text: '.' } }

const entriesOfTurn = (turn: Turn, scope: Scope): Entry[] => {
  const parts: readonly Turn['content'][number][] = turn.content
  const cites = turn.role === 'assistant' && scope.cites
  return parts.flatMap((part) => entriesOf(part, { ...scope, cites }))
}

const has = (turn: EntryTurn, member: string): boolean => turn.content.some(({ block }) => memberOf(block) === member)

/** Roles must alternate, so turns of one role become one; tool results stand first in theirs. */
const merged = (turns: readonly EntryTurn[]): EntryTurn[] => {
  const whole: EntryTurn[] = []
  for (const turn of turns) {
    const last = whole.at(-1)
    if (turn.content.length === 0) continue
    if (last?.role === turn.role)
      whole[whole.length - 1] = { role: turn.role, content: [...last.content, ...turn.content] }
    else whole.push(turn)
  }
  return whole.map((turn) => {
    const results = turn.content.filter(({ block }) => memberOf(block) === 'toolResult')
    if (turn.role === 'assistant' || results.length === 0) return turn
    return { role: turn.role, content: [...results, ...turn.content.filter((entry) => !results.includes(entry))] }
  })
}

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

const documentEntries = (documents: readonly PromptDocument[], scope: Scope): Entry[] => {
  const citations = scope.quirks.documentCitations === false ? {} : { citations: { enabled: true } }
  const said = documents.filter(({ text }) => !isBlank(text))
  return said.map(({ title, id, text }) => ({
    block: { document: { format: 'txt', name: scope.documentName(title ?? id), source: { text }, ...citations } },
  }))
}

/** Documents to answer from belong to the question: the last turn of the user that is not a tool's result. */
const withDocuments = (turns: readonly EntryTurn[], documents: readonly Entry[]): EntryTurn[] => {
  const at = turns.findLastIndex((turn) => turn.role === 'user' && has(turn, 'text'))
  if (documents.length === 0) return [...turns]
  if (at === -1) return [...turns, { role: 'user', content: documents }]
  return turns.map((turn, index) =>
    index === at ? { role: turn.role, content: [...turn.content, ...documents] } : turn,
  )
}

/** Some models refuse a last turn of the assistant that ends in white space. */
const trimmed = (turns: readonly EntryTurn[], warnings: Warning[]): EntryTurn[] => {
  const last = turns.at(-1)
  const words = last?.content.at(-1)?.block['text']
  if (last?.role !== 'assistant' || typeof words !== 'string' || words.trimEnd() === words) return [...turns]
  warnings.push({
    code: 'trailing-space-removed',
    message: 'The answer to be continued ended in white space, which models refuse; it was cut off.',
  })
  const content = last.content.with(-1, { ...last.content.at(-1), block: { text: words.trimEnd() } })
  return turns.with(-1, { role: last.role, content })
}

/** The turns as the service wants them: alternating, never blank, the user first unless the model takes it otherwise. */
export const turnsOf = (
  messages: readonly Turn[],
  documents: readonly PromptDocument[],
  scope: Scope,
): { readonly turns: readonly EntryTurn[]; readonly warnings: readonly Warning[] } => {
  const warnings: Warning[] = []
  const said = messages.map(
    (turn): EntryTurn => ({
      role: turn.role === 'assistant' ? 'assistant' : 'user',
      content: entriesOfTurn(turn, scope),
    }),
  )
  const joined = merged(withDocuments(merged(said), documentEntries(documents, scope)))
  const turns = joined.flatMap((turn) => separated(turn, scope.quirks.besideToolResults)).map(withText)
  const whole = trimmed(turns, warnings)
  if (whole[0]?.role !== 'assistant' || scope.quirks.leadingAssistant === true) return { turns: whole, warnings }
  warnings.push({
    code: 'user-turn-added',
    message: 'This model wants the user to speak first; a turn with "." was put before the assistant’s.',
  })
  return { turns: [{ role: 'user', content: [filler] }, ...whole], warnings }
}
