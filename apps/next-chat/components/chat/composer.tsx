'use client'
import type { UIFilePart } from '@x/bedrock-core/ui'
import { ArrowUp, BrainCircuit, LibraryBig, Paperclip, Square } from 'lucide-react'
import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Attachments } from './attachments.tsx'
import { accepted, type useAttachments } from './use-attachments.ts'

interface Props {
  readonly busy: boolean
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly files: ReturnType<typeof useAttachments>
  readonly think: boolean
  /** Whether the model can. */
  readonly canThink: boolean
  readonly documents: number
  readonly onThink: (think: boolean) => void
  readonly onDocuments: () => void
  readonly onSend: (text: string, files: readonly UIFilePart[]) => void
  readonly onStop: () => void
  readonly onEditLast: () => void
}

const round = 'grid size-9 shrink-0 place-items-center rounded-full bg-primary text-primary-foreground transition'
const pill = 'flex h-8 items-center gap-1.5 rounded-full border px-3 text-[13px] font-medium transition-colors'
const off = 'text-muted-foreground hover:bg-accent hover:text-foreground'
const on = 'border-copper/40 bg-copper-soft text-copper'

const FilePicker = ({ onFiles }: { readonly onFiles: (files: Iterable<File>) => void }) => {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={accepted.join(',')}
        data-testid="files"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <IconButton label="Attach files" onClick={() => picker.current?.click()} className="size-8 rounded-full">
        <Paperclip className="size-4" aria-hidden />
      </IconButton>
    </>
  )
}

/** Enter sends, Shift+Enter breaks the line, Escape stops the answer, ↑ in an empty field edits the last message. */
export const Composer = (props: Props) => {
  const { busy, field, files, think, canThink, documents, onThink, onDocuments, onSend, onStop, onEditLast } = props
  const [text, setText] = useState('')
  // What was typed before this script came is in the field, not yet here.
  useEffect(() => setText(field.current?.value ?? ''), [field])
  const ready = !busy && (text.trim() !== '' || files.attached.length > 0)
  const send = (event?: FormEvent): void => {
    event?.preventDefault()
    if (!ready) return
    onSend(
      text.trim(),
      files.attached.map(({ part }) => part),
    )
    setText('')
    files.clear()
  }
  const press = (event: KeyboardEvent): void => {
    // An input method's Enter picks a word.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    }
    if (event.key === 'Escape' && busy) onStop()
    if (event.key === 'ArrowUp' && text === '' && !busy) {
      event.preventDefault()
      onEditLast()
    }
  }
  const paste = (event: ClipboardEvent): void => {
    const pasted = [...event.clipboardData.files]
    if (pasted.length === 0) return
    event.preventDefault()
    void files.add(pasted)
  }
  return (
    <form
      onSubmit={send}
      className="rounded-[1.6rem] border bg-card p-2.5 shadow-lg shadow-black/[0.04] transition focus-within:border-ring/60 dark:shadow-black/30"
    >
      <Attachments attached={files.attached} onRemove={files.remove} />
      <textarea
        ref={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        onPaste={paste}
        rows={1}
        maxLength={20_000}
        aria-label="Message"
        placeholder="Ask anything"
        className="field-sizing-content max-h-48 min-h-9 w-full resize-none bg-transparent px-2 py-1.5 text-[15px] leading-6 outline-none placeholder:text-muted-foreground"
      />
      <div className="mt-1 flex items-center gap-1.5">
        <FilePicker onFiles={files.add} />
        <button
          type="button"
          aria-pressed={think && canThink}
          disabled={!canThink}
          title={canThink ? 'Let the model think before it answers' : 'This model does not think'}
          onClick={() => onThink(!think)}
          className={`${pill} disabled:cursor-not-allowed disabled:opacity-50 ${think && canThink ? on : off}`}
        >
          <BrainCircuit className="size-4" aria-hidden />
          Think
        </button>
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={onDocuments}
          title="Answer from texts of yours, with citations"
          className={`${pill} ${documents > 0 ? on : off}`}
        >
          <LibraryBig className="size-4" aria-hidden />
          <span className="max-sm:sr-only">Documents</span>
          {documents > 0 && <span className="tabular-nums">{documents}</span>}
        </button>
        <span className="ml-auto" />
        {/* Keys: one element whose type turns into `submit` under the finger would send. */}
        {busy ? (
          <button
            key="stop"
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
            key="send"
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
