import type { ComponentProps } from 'react'

/** A raised sheet; give it padding of your own. */
export const Card = ({ className = '', ...props }: ComponentProps<'section'>) => (
  <section className={`rounded-2xl border bg-card text-card-foreground shadow-xs ${className}`} {...props} />
)

/** A small word on something, such as what a model can do. */
export const Chip = ({ className = '', ...props }: ComponentProps<'span'>) => (
  <span
    className={`inline-flex items-center gap-1 rounded-full border px-2 py-0.5 text-[11px] font-medium text-muted-foreground ${className}`}
    {...props}
  />
)
