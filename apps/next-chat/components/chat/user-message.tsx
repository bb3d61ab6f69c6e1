'use client'
import { textOf, type UIFilePart, type UIMessage, type UIPart } from '@x/bedrock-core/ui'
import { FileText, Pencil } from 'lucide-react'
import { type KeyboardEvent, memo, useContext, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Actions } from './actions.ts'
import { BranchPicker } from './branch-picker.tsx'

interface Props {
  readonly message: UIMessage
  readonly branchIndex: number
  readonly branchCount: number
  readonly editing: boolean
  readonly onEditing: (id: string | undefined) => void
}

const isFile = (part: UIPart): part is UIFilePart => part.type === 'file'

const Attachment = ({ file }: { readonly file: UIFilePart }) =>
  file.mediaType.startsWith('image/') ? (
    // The picture came from this page's user and never leaves the page's own memory: there is nothing to optimise.
    <span
      role="img"
      aria-label={file.filename ?? 'Image'}
      className="block h-36 w-48 rounded-2xl border bg-muted bg-contain bg-center bg-no-repeat"
      style={{ backgroundImage: `url("${file.url}")` }}
    />
  ) : (
    <span className="flex items-center gap-2 rounded-xl border bg-card px-3 py-2 text-sm">
      <FileText className="size-4 shrink-0 text-copper" aria-hidden />
      <span className="max-w-56 truncate">{file.filename ?? file.mediaType}</span>
    </span>
  )

const Editor = ({ message, onDone }: { readonly message: UIMessage; readonly onDone: () => void }) => {
  const { edit } = useContext(Actions)
  const [text, setText] = useState(() => textOf(message))
  const send = (): void => {
    if (text.trim() === '') return
    onDone()
    edit(message.id, text.trim())
  }
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onDone()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }
  return (
    <div className="w-full rounded-2xl border bg-card p-2.5">
      <textarea
        ref={(field) => {
          if (field !== null && document.activeElement !== field) field.focus()
        }}
        aria-label="Edit message"
        value={text}
        maxLength={20_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        className="field-sizing-content max-h-60 min-h-16 w-full resize-none bg-transparent px-2 py-1 text-[15px] leading-6 outline-none"
      />
      <div className="mt-1 flex justify-end gap-2">
        <Button look="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button look="primary" onClick={send} disabled={text.trim() === ''}>
          Send
        </Button>
      </div>
    </div>
  )
}

export const UserMessage = memo(({ message, branchIndex, branchCount, editing, onEditing }: Props) => {
  const files = message.parts.filter(isFile)
  const text = textOf(message)
  if (editing)
    return (
      <article aria-label="You">
        <Editor message={message} onDone={() => onEditing(undefined)} />
      </article>
    )
  return (
    <article aria-label="You" className="group flex animate-rise flex-col items-end gap-1.5">
      {files.length > 0 && (
        <div className="flex flex-wrap justify-end gap-2">
          {files.map((file, index) => (
            <Attachment key={`${index}-${file.filename}`} file={file} />
          ))}
        </div>
      )}
      {text !== '' && (
        <p className="max-w-[85%] rounded-3xl rounded-br-lg bg-primary px-4.5 py-2.5 text-[15px] leading-6 break-words whitespace-pre-wrap text-primary-foreground sm:max-w-[75%]">
          {text}
        </p>
      )}
      <div className="flex h-8 items-center gap-1">
        <BranchPicker id={message.id} index={branchIndex} count={branchCount} />
        <IconButton
          label="Edit message"
          onClick={() => onEditing(message.id)}
          className="size-8 opacity-0 transition group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
        >
          <Pencil className="size-3.5" aria-hidden />
        </IconButton>
      </div>
    </article>
  )
})
UserMessage.displayName = 'UserMessage'
