import type { ComponentProps } from 'react'

const looks = {
  primary: 'bg-primary text-primary-foreground enabled:hover:opacity-90',
  outline: 'border bg-card enabled:hover:bg-accent',
  quiet: 'text-muted-foreground enabled:hover:bg-accent enabled:hover:text-foreground',
  danger: 'bg-danger text-background enabled:hover:opacity-90',
} as const

interface Props extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks
}

/** A button with words in it. */
export const Button = ({ look = 'outline', className = '', ...props }: Props) => (
  <button
    type="button"
    className={`inline-flex h-9 shrink-0 items-center justify-center gap-2 rounded-lg px-3 text-sm font-medium whitespace-nowrap transition disabled:cursor-not-allowed disabled:opacity-50 ${looks[look]} ${className}`}
    {...props}
  />
)
