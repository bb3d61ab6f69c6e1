import { SquarePen } from 'lucide-react'
import type { Place } from '../server/place.ts'
import { IconButton } from './icon-button.tsx'
import { Logo } from './logo.tsx'
import { PlaceBadge } from './place-badge.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

interface Props {
  readonly place: Place
  readonly model: string
  readonly onNew: (() => void) | undefined
}

export const TopBar = ({ place, model, onNew }: Props) => (
  <header className="flex h-14 shrink-0 items-center gap-3 border-b border-transparent px-3 sm:px-5">
    <Logo className="size-6 shrink-0" />
    <div className="flex min-w-0 items-baseline gap-2 max-sm:absolute">
      <h1 className="text-sm font-semibold tracking-tight whitespace-nowrap max-sm:sr-only">Bedrock Chat</h1>
      <span className="hidden truncate text-sm text-muted-foreground sm:inline">{model}</span>
    </div>
    <div className="ml-auto flex min-w-0 items-center gap-1">
      <PlaceBadge place={place} />
      <IconButton label="New conversation" onClick={onNew} disabled={onNew === undefined} className="ml-1">
        <SquarePen className="size-[18px]" aria-hidden />
      </IconButton>
      <ThemeToggle />
    </div>
  </header>
)
