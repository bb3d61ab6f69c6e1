'use client'
import { PanelLeft } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import type { Place } from '../../server/place.ts'
import { Palette } from '../palette/palette.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Modal } from '../ui/modal.tsx'
import { Logo } from './logo.tsx'
import { PlaceLine } from './place-badge.tsx'
import { Sidebar } from './sidebar.tsx'

interface Props {
  readonly place: Place
  readonly children: ReactNode
}

/** The frame of every page: a sidebar, which a phone shows as a sheet. */
export const Shell = ({ place, children }: Props) => {
  const path = usePathname()
  const query = useSearchParams().toString()
  const [open, setOpen] = useState(false)
  // Whoever goes somewhere leaves the sheet.
  useEffect(() => setOpen(false), [path, query])
  return (
    <div className="flex h-dvh">
      <aside className="hidden w-68 shrink-0 border-r bg-sidebar lg:block">
        <Sidebar place={place} />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-13 shrink-0 items-center gap-2 border-b px-2 lg:hidden">
          <IconButton label="Menu" onClick={() => setOpen(true)}>
            <PanelLeft className="size-[18px]" aria-hidden />
          </IconButton>
          <Logo className="size-5" />
          <span className="text-sm font-semibold tracking-tight whitespace-nowrap">Bedrock Chat</span>
          <PlaceLine place={place} />
        </header>
        {children}
      </div>
      <Modal title="Menu" open={open} onClose={() => setOpen(false)} side="left" bare>
        <Sidebar place={place} />
      </Modal>
      <Palette />
    </div>
  )
}
