import type { ComponentProps } from 'react'

interface Props extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  /** What it does: read out, and shown on hover. */
  readonly label: string
}

/** A quiet square button with only an icon in it. */
export const IconButton = ({ label, className = '', ...props }: Props) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    className={`grid size-9 shrink-0 place-items-center rounded-lg text-muted-foreground transition-colors hover:bg-accent hover:text-foreground disabled:pointer-events-none disabled:opacity-40 ${className}`}
    {...props}
  />
)
