import type { LucideIcon } from 'lucide-react'

export interface PaletteCommand {
  readonly id: string
  readonly label: string
  /** After the label, quieter. */
  readonly hint?: string
  readonly icon: LucideIcon
  /** What finds it beside label and hint. */
  readonly words?: string
  readonly run: () => void
}

export interface CommandGroup {
  readonly heading: string
  readonly commands: readonly PaletteCommand[]
}

/** Those whose label, hint or words hold every word that is looked for; groups that are left empty go. */
export const matching = (groups: readonly CommandGroup[], query: string): readonly CommandGroup[] => {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  return groups.flatMap((group) => {
    const commands = group.commands.filter(({ label, hint = '', words = '' }) => {
      const all = `${label} ${hint} ${words}`.toLowerCase()
      return wanted.every((word) => all.includes(word))
    })
    return commands.length === 0 ? [] : [{ ...group, commands }]
  })
}
