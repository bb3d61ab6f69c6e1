import type { Place } from '../../server/place.ts'

const Dot = ({ place }: { readonly place: Place }) => (
  <span
    aria-hidden
    className={`size-1.5 shrink-0 rounded-full ${place.simulated ? 'bg-copper' : 'bg-emerald-600 dark:bg-emerald-400'}`}
  />
)

/** Says where answers come from, and how that place is signed in to. */
export const PlaceBadge = ({ place }: { readonly place: Place }) => (
  <div
    title={place.detail}
    className="grid min-w-0 flex-1 grid-cols-[auto_1fr] items-center gap-x-2.5 rounded-xl border bg-card px-3 py-1.5 text-xs"
  >
    <Dot place={place} />
    <span data-testid="place" className="truncate font-medium">
      {place.label}
    </span>
    <span data-testid="place-by" className="col-start-2 truncate text-[11px] text-muted-foreground">
      {place.by}
    </span>
  </div>
)

/** The same in a phone's header, in one line. */
export const PlaceLine = ({ place }: { readonly place: Place }) => (
  <span
    title={place.detail}
    className="ml-auto flex min-w-0 items-center gap-1.5 pr-2 pl-4 text-xs text-muted-foreground"
  >
    <Dot place={place} />
    <span className="truncate">{place.label}</span>
  </span>
)
