import type { Place } from '../../server/place.ts'
import { Logo } from '../shell/logo.tsx'
import { Notices } from './notices.tsx'
import { suggestions } from './suggestions.ts'

interface Props {
  readonly place: Place
  readonly onPick: (prompt: string) => void
}

/** What an empty conversation shows. */
export const Welcome = ({ place, onPick }: Props) => (
  <div className="mx-auto flex min-h-full w-full max-w-3xl animate-rise flex-col justify-center px-4 py-10 sm:px-6">
    <Logo className="mb-6 size-11" />
    <h2 className="text-3xl font-semibold tracking-tight text-balance sm:text-4xl">What’s on your mind?</h2>
    <p className="mt-3 max-w-xl text-[15px] leading-relaxed text-pretty text-muted-foreground">{place.detail}</p>
    <div className="mt-4">
      <Notices notices={place.notices} />
    </div>
    <ul className="mt-8 grid gap-3 sm:grid-cols-2">
      {suggestions.map(({ icon: Icon, title, hint, prompt }) => (
        <li key={title}>
          <button
            type="button"
            onClick={() => onPick(prompt)}
            className="group flex w-full items-start gap-3 rounded-2xl border bg-card p-4 text-left shadow-xs transition hover:border-copper/50 hover:shadow-sm"
          >
            <span className="grid size-9 shrink-0 place-items-center rounded-xl bg-copper-soft text-copper">
              <Icon className="size-[18px]" aria-hidden />
            </span>
            <span className="min-w-0">
              <span className="block text-sm font-medium">{title}</span>
              <span className="mt-0.5 block text-[13px] text-muted-foreground">{hint}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  </div>
)
