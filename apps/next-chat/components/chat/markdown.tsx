'use client'
import { memo, useEffect, useState } from 'react'
import {
  type CodeHighlighterPlugin,
  type Components,
  defaultRehypePlugins,
  defaultRemarkPlugins,
  Streamdown,
  type ThemeInput,
} from 'streamdown'
import type { Source } from './answer-blocks.ts'
import { loadHighlighter } from './highlighter.ts'
import { htmlAsText } from './html-as-text.ts'
import { createPieces } from './pieces.ts'
import { isMark, ShownSources, SourceMark } from './source-mark.tsx'

// streamdown would fetch any image a model names, which could carry the conversation away in its address: none is loaded.
const components: Components = {
  img: ({ alt }) => <span className="text-muted-foreground italic">[image{alt ? `: ${alt}` : ''}]</span>,
  a: ({ href = '', children }) =>
    isMark(href) ? (
      <SourceMark address={href} />
    ) : (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-copper underline underline-offset-2"
      >
        {children}
      </a>
    ),
}

// What looks like HTML is what the model says (`vector<int>`, `<div>`): it is shown, not obeyed.
const remarkPlugins = [...Object.values(defaultRemarkPlugins), htmlAsText]
const { raw: _obeyed, ...safe } = defaultRehypePlugins
const rehypePlugins = Object.values(safe)

// The plain GitHub themes fall short of a contrast of 4.5 on our backgrounds.
const themes: [ThemeInput, ThemeInput] = ['github-light-high-contrast', 'github-dark-high-contrast']

const useHighlighter = (wanted: boolean): CodeHighlighterPlugin | undefined => {
  const [plugin, setPlugin] = useState<CodeHighlighterPlugin>()
  useEffect(() => {
    let mounted = true
    if (wanted) loadHighlighter().then((loaded) => mounted && setPlugin(loaded))
    return () => {
      mounted = false
    }
  }, [wanted])
  return plugin
}

interface Props {
  readonly text: string
  readonly sources: readonly Source[]
  readonly streaming: boolean
}

interface PieceProps {
  readonly text: string
  readonly streaming: boolean
  readonly code: CodeHighlighterPlugin | undefined
}

const Piece = memo(({ text, streaming, code }: PieceProps) => (
  <Streamdown
    remarkPlugins={remarkPlugins}
    rehypePlugins={rehypePlugins}
    components={components}
    controls={{ code: { copy: true, download: false }, table: false, mermaid: false }}
    isAnimating={streaming}
    lineNumbers={false}
    shikiTheme={themes}
    {...(code === undefined ? {} : { plugins: { code } })}
    className="answer text-[15px] leading-7 [&>*:first-child]:mt-0 [&>*:last-child]:mb-0"
  >
    {text}
  </Streamdown>
))
Piece.displayName = 'Piece'

/** A model's markdown, tidy while it is still incomplete. Only the last piece of a long one is drawn anew as it grows. */
export const Markdown = memo(({ text, sources, streaming }: Props) => {
  const code = useHighlighter(text.includes('```'))
  const [piecesOf] = useState(createPieces)
  const pieces = piecesOf(text)
  return (
    <ShownSources value={sources}>
      <div className="space-y-4">
        {pieces.map((piece, index) => (
          // A closed piece keeps its place.
          <Piece key={index} text={piece} streaming={streaming && index === pieces.length - 1} code={code} />
        ))}
      </div>
    </ShownSources>
  )
})
Markdown.displayName = 'Markdown'

export type MarkdownComponent = typeof Markdown
