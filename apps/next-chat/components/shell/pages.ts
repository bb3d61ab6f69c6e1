import { Braces, Columns3, type LucideIcon, MessageSquare, Waypoints } from 'lucide-react'

export interface AppPage {
  readonly href: string
  readonly label: string
  readonly icon: LucideIcon
}

/** The pages of the app, in the order of the sidebar. */
export const pages: readonly AppPage[] = [
  { href: '/', label: 'Chat', icon: MessageSquare },
  { href: '/object', label: 'Object', icon: Braces },
  { href: '/playground', label: 'Playground', icon: Columns3 },
  { href: '/embeddings', label: 'Embeddings', icon: Waypoints },
]
