import { Check, Cpu, MessageSquare, Moon, SquarePen, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { found } from '../conversations/conversation.ts'
import { useHeads } from '../conversations/store.ts'
import { pages } from '../shell/pages.ts'
import type { CommandGroup } from './commands.ts'
import { useOfferedModels } from './offered.ts'

/** What can be done from here, in the order in which it is shown. */
export const useCommands = (): readonly CommandGroup[] => {
  const router = useRouter()
  const { resolvedTheme, setTheme } = useTheme()
  const heads = useHeads()
  const { models, chosen, choose } = useOfferedModels()
  const dark = resolvedTheme === 'dark'
  return [
    {
      heading: 'Actions',
      commands: [
        { id: 'new', label: 'New conversation', icon: SquarePen, run: () => router.push('/') },
        {
          id: 'theme',
          label: dark ? 'Light theme' : 'Dark theme',
          icon: dark ? Sun : Moon,
          words: 'switch appearance',
          run: () => setTheme(dark ? 'light' : 'dark'),
        },
      ],
    },
    {
      heading: 'Pages',
      commands: pages.map(({ href, label, icon }) => ({
        id: href,
        label,
        icon,
        words: 'go to',
        run: () => router.push(href),
      })),
    },
    {
      heading: 'Conversations',
      commands: found(heads, '').map(({ id, title, words }) => ({
        id: `conversation-${id}`,
        label: title,
        icon: MessageSquare,
        words,
        run: () => router.push(`/?c=${id}`),
      })),
    },
    {
      heading: 'Models',
      commands: models.map(({ id, label, group, can }) => ({
        id: `model-${id}`,
        label,
        hint: id,
        icon: id === chosen ? Check : Cpu,
        words: `model ${group} ${can.join(' ')}`,
        run: () => choose(id),
      })),
    },
  ]
}
