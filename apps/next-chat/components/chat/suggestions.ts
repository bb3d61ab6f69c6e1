import { BrainCircuit, CloudSun, type LucideIcon, ScrollText, Table2 } from 'lucide-react'

export interface Suggestion {
  readonly icon: LucideIcon
  readonly title: string
  readonly hint: string
  readonly prompt: string
}

export const suggestions: readonly Suggestion[] = [
  {
    icon: Table2,
    title: 'Show what markdown can do',
    hint: 'Headings, lists, a table, code',
    prompt: 'Give me a short tour of markdown: headings, a list, a table and some code.',
  },
  {
    icon: BrainCircuit,
    title: 'Think a problem through',
    hint: 'Reasoning, shown as it happens',
    prompt: 'Think it through, then answer with a table: why is the sky blue at noon and red at dusk?',
  },
  {
    icon: CloudSun,
    title: 'What’s the weather in Lisbon?',
    hint: 'A tool call, run on the server',
    prompt: 'What is the weather in Lisbon right now?',
  },
  {
    icon: ScrollText,
    title: 'Write me something long',
    hint: 'Watch it stream, stop it any time',
    prompt: 'Write a long story about a river that runs under a mountain.',
  },
]
