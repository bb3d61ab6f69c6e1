'use client'
import { BookOpenText } from 'lucide-react'
import { useState } from 'react'
import { Modal } from '../ui/modal.tsx'
import type { Source } from './answer-blocks.ts'

/** What a source says, and where it is. */
export const SourceModal = ({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) => (
  <Modal title={`${source.number}. ${source.title}`} open onClose={onClose}>
    <div className="space-y-4 p-5 text-[15px] leading-7">
      <blockquote className="border-l-2 border-copper pl-4 whitespace-pre-wrap">
        {source.quote ?? 'The model names this source without its words.'}
      </blockquote>
      {source.url !== undefined && (
        <a
          href={source.url}
          target="_blank"
          rel="noopener noreferrer"
          className="text-sm break-all text-copper underline"
        >
          {source.url}
        </a>
      )}
    </div>
  </Modal>
)

/** An answer's sources by number; each opens. */
export const Sources = ({ sources }: { readonly sources: readonly Source[] }) => {
  const [open, setOpen] = useState<Source>()
  if (sources.length === 0) return null
  return (
    <section aria-label="Sources" className="flex flex-wrap gap-2">
      {sources.map((source) => (
        <button
          key={source.number}
          type="button"
          onClick={() => setOpen(source)}
          className="flex max-w-full items-center gap-1.5 rounded-full border bg-card px-2.5 py-1 text-xs transition hover:border-copper/50"
        >
          <BookOpenText className="size-3.5 shrink-0 text-copper" aria-hidden />
          <span className="font-medium">{source.number}</span>
          <span className="truncate">{source.title}</span>
        </button>
      ))}
      {open !== undefined && <SourceModal source={open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}
