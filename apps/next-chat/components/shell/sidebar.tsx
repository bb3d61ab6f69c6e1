'use client'
import { Command } from 'lucide-react'
import Link from 'next/link'
import type { Place } from '../../server/place.ts'
import { ConversationList } from '../conversations/conversation-list.tsx'
import { openPalette } from '../palette/palette.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Logo } from './logo.tsx'
import { Navigation } from './navigation.tsx'
import { PlaceBadge } from './place-badge.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

/** Pages, conversations, and where answers come from. */
export const Sidebar = ({ place }: { readonly place: Place }) => (
  <div className="flex h-full flex-col gap-4 p-3">
    <div className="flex h-9 items-center pl-2">
      <Link
        href="/"
        prefetch={false}
        className="flex items-center gap-2.5 rounded-md text-sm font-semibold tracking-tight"
      >
        <Logo className="size-6" />
        Bedrock Chat
      </Link>
      <IconButton label="Commands" aria-keyshortcuts="Meta+K Control+K" className="ml-auto" onClick={openPalette}>
        <Command className="size-4" aria-hidden />
      </IconButton>
    </div>
    <Navigation />
    <ConversationList />
    <div className="flex items-center gap-1">
      <PlaceBadge place={place} />
      <ThemeToggle />
    </div>
  </div>
)
