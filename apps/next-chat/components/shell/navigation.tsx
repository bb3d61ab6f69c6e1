'use client'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { pages } from './pages.ts'

/** Links to the app's pages. */
export const Navigation = () => {
  const path = usePathname()
  return (
    <nav aria-label="Pages">
      <ul className="space-y-0.5">
        {pages.map(({ href, label, icon: Icon }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={path === href ? 'page' : undefined}
              className="flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-[current=page]:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground"
            >
              <Icon className="size-4" aria-hidden />
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
