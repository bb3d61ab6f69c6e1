import { isDataPart, isToolPart, toolNameOf, type UIMessage, type UIToolPart } from '../message.ts'
import { type Signer, sealName, type ToolStatement } from './statement.ts'

/** What a browser would have to prove with this part; undefined where it claims nothing. */
const claimOf = (part: UIToolPart, runsElsewhere: boolean): ToolStatement | undefined => {
  const { toolCallId, input = part.rawInput ?? null } = part
  const said = { toolCallId, toolName: toolNameOf(part), input, outcome: null }
  if (part.state === 'approval-responded') return { ...said, kind: 'approval' }
  if (part.state !== 'output-available' && part.state !== 'output-error') return undefined
  // Whoever runs a tool elsewhere makes up its result; that it was asked for is the server's own word.
  if (runsElsewhere) return { ...said, kind: 'call' }
  return part.state === 'output-available'
    ? { ...said, kind: 'result', outcome: part.output ?? null }
    : { ...said, kind: 'error', outcome: part.errorText ?? null }
}

/** The tool parts whose claim bears the server's own signature. */
export const provedParts = async (
  messages: readonly UIMessage[],
  seal: Signer,
  toolResults: readonly string[],
): Promise<ReadonlySet<UIToolPart>> => {
  const proved = new Set<UIToolPart>()
  for (const { role, parts } of messages) {
    if (role !== 'assistant') continue
    const seals = new Map(
      parts
        .filter(isDataPart)
        .flatMap(({ type, id, data }) => (type === `data-${sealName}` ? [[id, data] as const] : [])),
    )
    for (const part of parts.filter(isToolPart)) {
      const signature = seals.get(part.toolCallId)
      const claim = claimOf(part, toolResults.includes(toolNameOf(part)))
      if (claim !== undefined && typeof signature === 'string' && (await seal.verify(claim, signature)))
        proved.add(part)
    }
  }
  return proved
}
