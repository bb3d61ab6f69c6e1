'use client'
import { Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { IconButton } from '../ui/icon-button.tsx'

/** Both icons are drawn and CSS shows one, so that the server's HTML needs no knowledge of the theme. */
export const ThemeToggle = () => {
  const { resolvedTheme, setTheme } = useTheme()
  return (
    <IconButton label="Switch theme" onClick={() => setTheme(resolvedTheme === 'dark' ? 'light' : 'dark')}>
      <Sun className="hidden size-[18px] dark:block" aria-hidden />
      <Moon className="size-[18px] dark:hidden" aria-hidden />
    </IconButton>
  )
}
