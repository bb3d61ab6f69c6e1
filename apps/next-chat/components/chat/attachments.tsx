import { FileText, X } from 'lucide-react'
import type { Attached } from './use-attachments.ts'

interface Props {
  readonly attached: readonly Attached[]
  readonly onRemove: (key: number) => void
}

/** What goes with the next message, before it is sent. */
export const Attachments = ({ attached, onRemove }: Props) => {
  if (attached.length === 0) return null
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-2 px-1 pt-1 pb-2">
      {attached.map(({ key, part: { filename = 'File', mediaType, url } }) => (
        <li key={key} className="relative">
          {mediaType.startsWith('image/') ? (
            <span
              role="img"
              aria-label={filename}
              className="block size-16 rounded-xl border bg-muted bg-cover bg-center"
              style={{ backgroundImage: `url("${url}")` }}
            />
          ) : (
            <span className="flex h-16 max-w-52 items-center gap-2 rounded-xl border bg-muted px-3 text-sm">
              <FileText className="size-4 shrink-0 text-copper" aria-hidden />
              <span className="truncate">{filename}</span>
            </span>
          )}
          <button
            type="button"
            aria-label={`Remove ${filename}`}
            onClick={() => onRemove(key)}
            className="absolute -top-1.5 -right-1.5 grid size-6 place-items-center rounded-full border bg-card shadow-sm"
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
