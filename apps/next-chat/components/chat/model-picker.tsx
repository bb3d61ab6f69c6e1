'use client'
import { ChevronDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ChatModel } from '../../server/models.ts'
import { Modal } from '../ui/modal.tsx'

const ModelList = lazy(async () => ({ default: (await import('./model-list.tsx')).ModelList }))

interface Props {
  readonly models: readonly ChatModel[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** Names the model that answers next, and opens the list of them. */
export const ModelPicker = ({ models, chosen, onChoose }: Props) => {
  const [open, setOpen] = useState(false)
  const choose = (id: string): void => {
    onChoose(id)
    setOpen(false)
  }
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Model: ${models.find(({ id }) => id === chosen)?.label ?? chosen}`}
        onClick={() => setOpen(true)}
        className="flex h-9 min-w-0 items-center gap-1.5 rounded-lg px-2.5 text-sm font-medium transition-colors hover:bg-accent"
      >
        <span className="truncate">{models.find(({ id }) => id === chosen)?.label ?? chosen}</span>
        <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      </button>
      <Modal title="Choose a model" open={open} onClose={() => setOpen(false)} bare>
        <Suspense fallback={<p className="p-5 text-sm text-muted-foreground">Loading…</p>}>
          <ModelList models={models} chosen={chosen} onChoose={choose} />
        </Suspense>
      </Modal>
    </>
  )
}
