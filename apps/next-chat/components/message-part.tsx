import { isToolPart, type UIPart } from '@x/bedrock-core/ui'
import { Markdown } from './markdown.tsx'
import { Reasoning } from './reasoning.tsx'
import { ToolCard } from './tool-card.tsx'

interface Props {
  readonly part: UIPart
  readonly streaming: boolean
}

/** One piece of an answer. Step borders and data parts have no face. */
export const MessagePart = ({ part, streaming }: Props) => {
  if (part.type === 'text') return part.text === '' ? null : <Markdown text={part.text} streaming={streaming} />
  if (part.type === 'reasoning')
    return <Reasoning text={part.text} streaming={streaming && part.state === 'streaming'} />
  if (isToolPart(part)) return <ToolCard part={part} />
  return null
}
