import type { AnswerCitation, AnswerStep } from './step.ts'

/** One block of an answer, whole. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly citations: readonly AnswerCitation[] }
  | { readonly kind: 'reasoning'; readonly text: string; readonly signature: string }
  | { readonly kind: 'redacted-reasoning'; readonly data: string }
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string; readonly input: string }

/** What opens a block: all that is known of it before its first piece. */
export type Opening =
  | { readonly kind: 'text' }
  | { readonly kind: 'reasoning' }
  | { readonly kind: 'redacted-reasoning'; readonly data: string }
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string }

export type Piece = Extract<
  AnswerStep,
  { type: 'text' | 'citation' | 'reasoning' | 'reasoning-signature' | 'tool-input' }
>

export type BlockEvent =
  | { readonly type: 'open'; readonly index: number; readonly block: Opening }
  | { readonly type: 'piece'; readonly index: number; readonly piece: Piece }
  | { readonly type: 'close'; readonly index: number; readonly kind: Opening['kind'] }

/** Steps that make a block, and the kind of block each belongs to. */
const kinds = {
  text: 'text',
  citation: 'text',
  reasoning: 'reasoning',
  'reasoning-signature': 'reasoning',
  'redacted-reasoning': 'redacted-reasoning',
  'tool-call': 'tool-call',
  'tool-input': 'tool-call',
} as const

export type BlockStep = Extract<AnswerStep, { type: keyof typeof kinds }>

/** True for the steps that say something. */
export const isBlockStep = (step: AnswerStep): step is BlockStep => Object.hasOwn(kinds, step.type)

/** Opens, fills and closes blocks. `end` closes the last one. */
export interface Blocks {
  readonly take: (step: BlockStep) => BlockEvent[]
  readonly end: () => BlockEvent[]
}

/** @param toolId makes an id for the call in the block of that number */
export const createBlocks = (toolId: (index: number) => string): Blocks => {
  let index = -1
  let open: Opening['kind'] | undefined
  /** A block is what its citations support: the next words begin another, as Claude's do. */
  let cited = false

  const end = (): BlockEvent[] => {
    const closed: BlockEvent[] = open === undefined ? [] : [{ type: 'close', index, kind: open }]
    open = undefined
    return closed
  }

  const opening = (step: BlockStep): Opening => {
    if (step.type === 'tool-call') return { kind: 'tool-call', id: step.id ?? toolId(index), name: step.name }
    if (step.type === 'tool-input')
      throw new Error('An answerer gave tool-input before a tool-call. Give the tool-call first.')
    if (step.type === 'redacted-reasoning') return { kind: 'redacted-reasoning', data: step.data }
    return { kind: step.type === 'text' || step.type === 'citation' ? 'text' : 'reasoning' }
  }

  const take = (step: BlockStep): BlockEvent[] => {
    const events: BlockEvent[] = []
    const alone = step.type === 'tool-call' || step.type === 'redacted-reasoning'
    if (alone || kinds[step.type] !== open || (cited && step.type === 'text')) {
      events.push(...end())
      index += 1
      const block = opening(step)
      open = block.kind
      events.push({ type: 'open', index, block })
    }
    cited = step.type === 'citation'
    if (step.type !== 'tool-call' && step.type !== 'redacted-reasoning')
      events.push({ type: 'piece', index, piece: step })
    return events
  }

  return { take, end }
}

/** The whole blocks that a run of events makes. */
export const collectBlocks = (events: readonly BlockEvent[]): Block[] => {
  const blocks: Block[] = []
  for (const event of events) {
    if (event.type === 'open') blocks.push(emptyBlock(event.block))
    const block = blocks[event.index]
    if (event.type === 'piece' && block !== undefined) blocks[event.index] = grown(block, event.piece)
  }
  return blocks
}

/** A block as it is before its first piece. */
export const emptyBlock = (opening: Opening): Block => {
  if (opening.kind === 'text') return { kind: 'text', text: '', citations: [] }
  if (opening.kind === 'reasoning') return { kind: 'reasoning', text: '', signature: '' }
  return opening.kind === 'tool-call' ? { ...opening, input: '' } : opening
}

const grown = (block: Block, piece: Piece): Block => {
  if (block.kind === 'text' && piece.type === 'text') return { ...block, text: block.text + piece.text }
  if (block.kind === 'text' && piece.type === 'citation')
    return { ...block, citations: [...block.citations, piece.citation] }
  if (block.kind === 'reasoning' && piece.type === 'reasoning') return { ...block, text: block.text + piece.text }
  if (block.kind === 'reasoning' && piece.type === 'reasoning-signature')
    return { ...block, signature: piece.signature }
  if (block.kind === 'tool-call' && piece.type === 'tool-input') return { ...block, input: block.input + piece.text }
  return block
}
