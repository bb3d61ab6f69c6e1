'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { OwnDocument } from '../conversations/conversation.ts'
import { Button } from '../ui/button.tsx'
import { Field, Input, Textarea } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Modal } from '../ui/modal.tsx'

interface Props {
  readonly open: boolean
  readonly documents: readonly OwnDocument[]
  readonly onChange: (documents: readonly OwnDocument[]) => void
  readonly onClose: () => void
}

const most = 8
const mostCharacters = 40_000

/** Texts of the user's that go with every question of this conversation. */
export const DocumentsModal = ({ open, documents, onChange, onClose }: Props) => {
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const ids = { title: useId(), text: useId() }
  const full = documents.length >= most
  const add = (): void => {
    const number = documents.length + 1
    onChange([
      ...documents,
      { id: `own-${Date.now()}`, title: title.trim() || `Document ${number}`, text: text.trim() },
    ])
    setTitle('')
    setText('')
  }
  return (
    <Modal
      title="Documents"
      detail="Paste texts to answer from. Cohere Rerank finds the passages that matter, and the answer cites them."
      open={open}
      onClose={onClose}
      side="right"
    >
      <div className="space-y-5 p-5">
        {documents.length > 0 && (
          <ul className="space-y-2">
            {documents.map((document) => (
              <li key={document.id} className="flex items-center gap-3 rounded-xl border bg-card py-2 pr-2 pl-3.5">
                <div className="min-w-0 flex-1">
                  <p className="truncate text-sm font-medium">{document.title}</p>
                  <p className="truncate text-xs text-muted-foreground">
                    {document.text.length.toLocaleString('en')} characters · {document.text.slice(0, 80)}
                  </p>
                </div>
                <IconButton
                  label={`Remove ${document.title}`}
                  onClick={() => onChange(documents.filter((one) => one !== document))}
                >
                  <Trash2 className="size-4" aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        <div className="space-y-4">
          <Field id={ids.title} label="Title">
            <Input
              id={ids.title}
              value={title}
              maxLength={200}
              placeholder="Rivers of France"
              onChange={(event) => setTitle(event.target.value)}
            />
          </Field>
          <Field
            id={ids.text}
            label="Text"
            hint={`At most ${mostCharacters.toLocaleString('en')} characters, ${most} documents. Kept in this browser; sent with each question, never stored by the server.`}
          >
            <Textarea
              id={ids.text}
              value={text}
              maxLength={mostCharacters}
              className="max-h-80 min-h-40"
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <Button look="primary" disabled={text.trim() === '' || full} onClick={add}>
            <Plus className="size-4" aria-hidden />
            Add document
          </Button>
        </div>
      </div>
    </Modal>
  )
}
