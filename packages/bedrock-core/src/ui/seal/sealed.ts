import type { Json } from '../../speech/json.ts'
import type { AnswerPart } from '../answer-part.ts'
import type { SealPart, Signer, ToolStatement } from './statement.ts'

const json = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json

/** Undefined for a part that says nothing to be sealed. */
const statementOf = (part: AnswerPart): ToolStatement | undefined => {
  switch (part.type) {
    case 'tool-call':
      return part.invalid ? undefined : { ...said(part), kind: 'call', outcome: null }
    case 'tool-approval-request':
      return { ...said(part), kind: 'approval', outcome: null }
    case 'tool-error':
      return { ...said(part), kind: 'error', outcome: part.errorText }
    case 'tool-result':
      return part.preliminary ? undefined : { ...said(part), kind: 'result', outcome: json(part.output) }
    default:
      return undefined
  }
}

const said = ({
  toolCallId,
  toolName,
  input,
}: {
  readonly toolCallId: string
  readonly toolName: string
  readonly input: unknown
}) => ({ toolCallId, toolName, input: json(input) })

/**
 * Puts a signature before each part that a browser may have to prove later: a stream that is cut between the two leaves no
 * result without one. By hand, not a generator: leaving must reach the source while it is being waited for.
 */
export const sealed = (parts: AsyncIterable<AnswerPart>, seal: Signer): AsyncIterable<AnswerPart | SealPart> => ({
  [Symbol.asyncIterator]: () => {
    const source = parts[Symbol.asyncIterator]()
    let held: AnswerPart | undefined
    return {
      next: async () => {
        if (held !== undefined) {
          const value = held
          held = undefined
          return { done: false, value }
        }
        const result = await source.next()
        const statement = result.done ? undefined : statementOf(result.value)
        if (result.done || statement === undefined) return result
        const signature = await seal.sign(statement)
        held = result.value
        return { done: false, value: { type: 'tool-seal', toolCallId: statement.toolCallId, signature } }
      },
      return: async () => {
        await source.return?.()
        return { done: true, value: undefined }
      },
    }
  },
})
