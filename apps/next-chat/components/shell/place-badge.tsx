import type { Place } from '../../server/place.ts'

/** Says where answers come from. */
export const PlaceBadge = ({ place }: { readonly place: Place }) => (
  <span
    data-testid="place"
    title={place.detail}
    className="inline-flex min-w-0 items-center gap-2 rounded-full border bg-card px-3 py-1 text-xs font-medium text-muted-foreground"
  >
    <span
      aria-hidden
      className={`size-1.5 shrink-0 rounded-full ${place.simulated ? 'bg-copper' : 'bg-emerald-600 dark:bg-emerald-400'}`}
    />
    <span className="truncate">{place.label}</span>
  </span>
)
