/** Shown between sending and the first word. */
export const Waiting = () => (
  <p className="flex items-center gap-2 text-sm text-muted-foreground sm:pl-12" data-testid="waiting">
    <span className="size-2 animate-breathe rounded-full bg-copper" aria-hidden />
    Waiting for the model…
  </p>
)
