import { isToolPart } from '@x/bedrock-core/ui'
import { lazy, Suspense } from 'react'
import type { Block, Source } from './answer-blocks.ts'
import { loadMarkdown } from './load-markdown.ts'
import { Reasoning } from './reasoning.tsx'
import { ToolCard } from './tool-card.tsx'

const Markdown = lazy(loadMarkdown)

const Plain = ({ text }: { readonly text: string }) => (
  <p className="text-[15px] leading-7 whitespace-pre-wrap">{text}</p>
)

interface Props {
  readonly block: Block
  readonly sources: readonly Source[]
  readonly streaming: boolean
}

/** One piece of an answer. Step borders and data parts have no face. */
export const MessagePart = ({ block, sources, streaming }: Props) => {
  if (block.type === 'text')
    return (
      <Suspense fallback={<Plain text={block.text} />}>
        <Markdown text={block.text} sources={sources} streaming={streaming} />
      </Suspense>
    )
  const { part } = block
  if (part.type === 'reasoning')
    return <Reasoning text={part.text} streaming={streaming && part.state === 'streaming'} />
  if (isToolPart(part)) return <ToolCard part={part} />
  return null
}
