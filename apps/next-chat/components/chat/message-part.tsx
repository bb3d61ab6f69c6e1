import { isToolPart, type UIPart } from '@x/bedrock-core/ui'
import { lazy, Suspense } from 'react'
import { loadMarkdown } from './load-markdown.ts'
import { Reasoning } from './reasoning.tsx'
import { ToolCard } from './tool-card.tsx'

const Markdown = lazy(loadMarkdown)

const Plain = ({ text }: { readonly text: string }) => (
  <p className="text-[15px] leading-7 whitespace-pre-wrap">{text}</p>
)

interface Props {
  readonly part: UIPart
  readonly streaming: boolean
}

/** One piece of an answer. Step borders and data parts have no face. */
export const MessagePart = ({ part, streaming }: Props) => {
  if (part.type === 'text')
    return part.text === '' ? null : (
      <Suspense fallback={<Plain text={part.text} />}>
        <Markdown text={part.text} streaming={streaming} />
      </Suspense>
    )
  if (part.type === 'reasoning')
    return <Reasoning text={part.text} streaming={streaming && part.state === 'streaming'} />
  if (isToolPart(part)) return <ToolCard part={part} />
  return null
}
