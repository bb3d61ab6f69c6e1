'use client'
import { Cable } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'

const WireSheet = lazy(async () => ({ default: (await import('./wire-sheet.tsx')).WireSheet }))

/** Opens what went over the wire for the answer of this id. */
export const WireButton = ({ id }: { readonly id: string }) => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label="Inspect the wire" onClick={() => setOpen(true)} className="size-8" aria-haspopup="dialog">
        <Cable className="size-4" aria-hidden />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <WireSheet id={id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
