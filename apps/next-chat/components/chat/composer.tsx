'use client'
import { ArrowUp, BrainCircuit, Square } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type RefObject, useState } from 'react'

interface Props {
  readonly busy: boolean
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly think: boolean
  readonly onThink: (think: boolean) => void
  readonly onSend: (text: string) => void
  readonly onStop: () => void
}

const round = 'grid size-9 shrink-0 place-items-center rounded-full bg-primary text-primary-foreground transition'

const ThinkToggle = ({ think, onThink }: Pick<Props, 'think' | 'onThink'>) => (
  <button
    type="button"
    aria-pressed={think}
    title="Let the model think before it answers"
    onClick={() => onThink(!think)}
    className={`flex h-8 items-center gap-1.5 rounded-full border px-3 text-[13px] font-medium transition-colors ${think ? 'border-copper/40 bg-copper-soft text-copper' : 'text-muted-foreground hover:bg-accent hover:text-foreground'}`}
  >
    <BrainCircuit className="size-4" aria-hidden />
    Think
  </button>
)

/** Enter sends, Shift+Enter breaks the line, Escape stops the answer. */
export const Composer = ({ busy, field, think, onThink, onSend, onStop }: Props) => {
  const [text, setText] = useState('')
  const ready = !busy && text.trim() !== ''
  const send = (event?: FormEvent): void => {
    event?.preventDefault()
    if (!ready) return
    onSend(text.trim())
    setText('')
  }
  const press = (event: KeyboardEvent): void => {
    // An input method's Enter picks a word.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
    if (event.key === 'Escape' && busy) onStop()
  }
  return (
    <form
      onSubmit={send}
      className="rounded-[1.6rem] border bg-card p-2.5 shadow-lg shadow-black/[0.04] transition focus-within:border-ring/60 dark:shadow-black/30"
    >
      <textarea
        ref={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        rows={1}
        maxLength={20_000}
        aria-label="Message"
        placeholder="Ask anything"
        className="field-sizing-content max-h-48 min-h-9 w-full resize-none bg-transparent px-2 py-1.5 text-[15px] leading-6 outline-none placeholder:text-muted-foreground"
      />
      <div className="mt-1 flex items-center justify-between">
        <ThinkToggle think={think} onThink={onThink} />
        {busy ? (
          <button
            type="button"
            onClick={onStop}
            aria-label="Stop"
            title="Stop (Esc)"
            className={`${round} hover:opacity-85`}
          >
            <Square className="size-3.5 fill-current" aria-hidden />
          </button>
        ) : (
          <button
            type="submit"
            disabled={!ready}
            aria-label="Send"
            title="Send (Enter)"
            className={`${round} enabled:hover:opacity-85 disabled:bg-muted disabled:text-muted-foreground`}
          >
            <ArrowUp className="size-4.5" aria-hidden />
          </button>
        )}
      </div>
    </form>
  )
}
