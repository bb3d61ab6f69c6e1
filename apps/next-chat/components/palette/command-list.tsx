'use client'
import { Command } from 'cmdk'
import { useState } from 'react'
import { matching } from './commands.ts'
import { groupClass } from './group-class.ts'
import { useCommands } from './use-commands.ts'

/** Rows of a group that are drawn; more words find the others. */
const mostRows = 8

/** A field, and what its words find. */
export const CommandList = ({ onDone }: { readonly onDone: () => void }) => {
  const [query, setQuery] = useState('')
  const groups = matching(useCommands(), query)
  return (
    <Command label="Commands" loop shouldFilter={false} className="flex max-h-[70dvh] flex-col">
      <Command.Input
        autoFocus
        data-autofocus
        value={query}
        onValueChange={setQuery}
        placeholder="A command, a page, words of a conversation, a model"
        className="h-12 w-full shrink-0 border-b bg-transparent px-5 text-[15px] outline-none placeholder:text-muted-foreground"
      />
      <Command.List className="min-h-0 flex-1 overflow-y-auto p-2">
        <Command.Empty className="p-6 text-center text-sm text-muted-foreground">
          Nothing has these words.
        </Command.Empty>
        {groups.map(({ heading, commands }) => (
          <Command.Group key={heading} heading={heading} className={groupClass}>
            {commands.slice(0, mostRows).map(({ id, label, hint, icon: Icon, run }) => (
              <Command.Item
                key={id}
                value={id}
                onSelect={() => {
                  onDone()
                  run()
                }}
                className="flex cursor-pointer items-center gap-2.5 rounded-lg px-3 py-2 text-sm data-[selected=true]:bg-accent"
              >
                <Icon className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                <span className="truncate">{label}</span>
                {hint !== undefined && (
                  <span className="hidden truncate font-mono text-[11px] text-muted-foreground sm:inline">{hint}</span>
                )}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}
