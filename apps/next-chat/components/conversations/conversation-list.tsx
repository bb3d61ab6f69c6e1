'use client'
import { Pencil, Search, SquarePen, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { type KeyboardEvent, useState } from 'react'
import { dropChat } from '../chat/live-chats.ts'
import { notify } from '../ui/notify.ts'
import { found, type Head } from './conversation.ts'
import { readConversation, removeConversation, renameConversation, saveConversation, useHeads } from './store.ts'

const small =
  'grid size-7 shrink-0 place-items-center rounded-md text-muted-foreground opacity-0 transition group-focus-within:opacity-100 group-hover:opacity-100 hover:bg-muted hover:text-foreground focus-visible:opacity-100 pointer-coarse:opacity-100'

const TitleField = ({ head, onDone }: { readonly head: Head; readonly onDone: () => void }) => {
  const [title, setTitle] = useState(head.title)
  const finish = (): void => {
    if (title.trim() !== '') void renameConversation(head.id, title.trim())
    onDone()
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finish()
    if (event.key === 'Escape') onDone()
  }
  return (
    <input
      ref={(field) => field?.focus()}
      aria-label="Title"
      value={title}
      maxLength={80}
      onChange={(event) => setTitle(event.target.value)}
      onKeyDown={press}
      onBlur={finish}
      className="h-9 w-full rounded-lg border bg-card px-2.5 text-sm"
    />
  )
}

const Row = ({
  head,
  current,
  onRemove,
}: {
  readonly head: Head
  readonly current: boolean
  readonly onRemove: () => void
}) => {
  const [renaming, setRenaming] = useState(false)
  if (renaming) return <TitleField head={head} onDone={() => setRenaming(false)} />
  return (
    <div
      className={`group flex h-9 items-center rounded-lg pr-1 transition-colors hover:bg-accent ${current ? 'bg-accent' : ''}`}
    >
      <Link
        href={`/?c=${head.id}`}
        prefetch={false}
        aria-current={current ? 'page' : undefined}
        className="min-w-0 flex-1 truncate rounded-lg px-2.5 py-2 text-sm"
      >
        {head.title}
      </Link>
      <button type="button" aria-label={`Rename ${head.title}`} onClick={() => setRenaming(true)} className={small}>
        <Pencil className="size-3.5" aria-hidden />
      </button>
      <button type="button" aria-label={`Delete ${head.title}`} onClick={onRemove} className={small}>
        <Trash2 className="size-3.5" aria-hidden />
      </button>
    </div>
  )
}

/** What this browser keeps: found by words, renamed, deleted, and for a while brought back. */
export const ConversationList = () => {
  const heads = useHeads()
  const router = useRouter()
  const path = usePathname()
  const current = useSearchParams().get('c')
  const [query, setQuery] = useState('')
  const shown = found(heads, query)
  const remove = async (head: Head): Promise<void> => {
    const kept = await readConversation(head.id)
    dropChat(head.id)
    if (head.id === current) router.push('/')
    await removeConversation(head.id)
    notify('Conversation deleted', kept && { label: 'Undo', onClick: () => void saveConversation(kept) })
  }
  return (
    <section aria-label="Conversations" className="flex min-h-0 flex-1 flex-col gap-2">
      <Link
        href="/"
        prefetch={false}
        className="flex h-9 items-center gap-2.5 rounded-lg border bg-card px-2.5 text-sm font-medium shadow-xs transition hover:bg-accent"
      >
        <SquarePen className="size-4" aria-hidden />
        New conversation
      </Link>
      {/* Its place is there before there is something to search: nothing moves. */}
      <label className={`relative block ${heads.length === 0 ? 'invisible' : ''}`}>
        <Search className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground" aria-hidden />
        <input
          type="search"
          aria-label="Search conversations"
          placeholder="Search"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          className="h-9 w-full rounded-lg border bg-transparent pr-2 pl-8.5 text-sm placeholder:text-muted-foreground"
        />
      </label>
      <ul className="-mx-1 min-h-0 flex-1 space-y-0.5 overflow-y-auto px-1">
        {shown.map((head) => (
          <li key={head.id}>
            <Row head={head} current={path === '/' && head.id === current} onRemove={() => remove(head)} />
          </li>
        ))}
        {query !== '' && shown.length === 0 && (
          <li className="px-2.5 py-2 text-sm text-muted-foreground">Nothing holds these words.</li>
        )}
      </ul>
    </section>
  )
}
