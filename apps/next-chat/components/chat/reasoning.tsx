'use client'
import { ChevronRight } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

interface Props {
  readonly text: string
  readonly streaming: boolean
}

/** How long it has been thought, in seconds, as far as this page saw it. */
const useThinkingTime = (streaming: boolean): number | undefined => {
  const began = useRef<number>(undefined)
  const [seconds, setSeconds] = useState<number>()
  useEffect(() => {
    if (streaming) began.current ??= performance.now()
    else if (began.current !== undefined) setSeconds((performance.now() - began.current) / 1000)
  }, [streaming])
  return seconds
}

const wordsOf = (streaming: boolean, seconds: number | undefined): string => {
  if (streaming) return 'Thinking…'
  return seconds === undefined ? 'Thought it through' : `Thought for ${seconds.toFixed(1)} s`
}

/** What the model thought: open while it thinks, folded away after, unless the reader chose otherwise. */
export const Reasoning = ({ text, streaming }: Props) => {
  const [chosen, setChosen] = useState<boolean>()
  const open = chosen ?? streaming
  const seconds = useThinkingTime(streaming)
  return (
    <div data-testid="reasoning">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setChosen(!open)}
        className="-ml-1.5 flex items-center gap-1.5 rounded-md px-1.5 py-1 text-sm text-muted-foreground transition-colors hover:text-foreground"
      >
        <ChevronRight className={`size-4 transition-transform ${open ? 'rotate-90' : ''}`} aria-hidden />
        <span className={streaming ? 'animate-breathe' : ''}>{wordsOf(streaming, seconds)}</span>
      </button>
      {open && (
        <p className="mt-1 ml-[7px] border-l-2 py-0.5 pl-4 text-sm leading-6 whitespace-pre-wrap text-muted-foreground">
          {text === '' ? 'The model keeps these thoughts to itself.' : text}
        </p>
      )}
    </div>
  )
}
