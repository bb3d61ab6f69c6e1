import type { FilePart, RawPart, ReasoningPart, TextPart, ToolCallPart, ToolResultPart } from '../speech/content.ts'
import { isJsonObject, type JsonObject } from '../speech/json.ts'
import { writeCitation } from './citations.ts'
import { type Entry, entry } from './entry.ts'
import { fileBlock } from './file.ts'
import { isBlank, type Scope } from './scope.ts'
import { toolCall, toolResult } from './tool-content.ts'

const guarded = (part: TextPart): JsonObject => ({
  guardContent: { text: { text: part.text, qualifiers: part.guard?.length ? part.guard : undefined } },
})

const cited = (part: TextPart, scope: Scope): JsonObject | undefined => {
  if (part.citations === undefined || !scope.cites) return undefined
  const citations = part.citations.map(writeCitation).filter((citation) => citation !== undefined)
  if (citations.length === 0) return undefined
  return { citationsContent: { ...(part.text === '' ? {} : { content: [{ text: part.text }] }), citations } }
}

const plain = (part: TextPart): Entry =>
  entry(part.guard === undefined ? { text: part.text } : guarded(part), part.cache)

const text = (part: TextPart, scope: Scope): Entry[] => {
  const block = cited(part, scope)
  if (block) return [entry(block, part.cache)]
  // A citation that cannot be written may have had no text.
  return isBlank(part.text) ? [] : [plain(part)]
}

const file = (part: FilePart, scope: Scope): Entry[] => [entry(fileBlock(part, scope), part.cache)]

const reasoning = ({ text: words, signature, redacted }: ReasoningPart): Entry[] => [
  {
    block: {
      reasoningContent:
        redacted === undefined ? { reasoningText: { text: words, signature } } : { redactedContent: redacted },
    },
  },
]

const raw = ({ value }: RawPart): Entry[] => (isJsonObject(value) ? [{ block: value }] : [])

interface Parts {
  readonly text: TextPart
  readonly file: FilePart
  readonly reasoning: ReasoningPart
  readonly 'tool-call': ToolCallPart
  readonly 'tool-result': ToolResultPart
  readonly raw: RawPart
}

type PartOf<Type extends keyof Parts> = { [Each in Type]: Parts[Each] & { readonly type: Each } }[Type]
type Writers = { readonly [Type in keyof Parts]: (part: PartOf<Type>, scope: Scope) => Entry[] }

const writers: Writers = { text, file, reasoning, 'tool-call': toolCall, 'tool-result': toolResult, raw }

/** Writes one part; nothing where the part has nothing that may be sent. */
export const entriesOf = <Type extends keyof Parts>(part: PartOf<Type>, scope: Scope): Entry[] =>
  writers[part.type](part, scope)

/** System prompts know text, guarded text and cache points. */
export const systemEntries = (parts: readonly TextPart[]): Entry[] => parts.map(plain)
