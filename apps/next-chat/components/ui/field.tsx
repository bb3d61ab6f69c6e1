import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

const look =
  'w-full rounded-lg border bg-card text-sm outline-none transition placeholder:text-muted-foreground focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/40 aria-invalid:border-danger'

/** A line of text. */
export const Input = ({ className = '', ...props }: ComponentProps<'input'>) => (
  <input className={`h-9 px-3 ${look} ${className}`} {...props} />
)

/** Lines of text; grows with them up to its `max-h`. */
export const Textarea = ({ className = '', ...props }: ComponentProps<'textarea'>) => (
  <textarea
    className={`field-sizing-content block min-h-20 resize-none px-3 py-2 leading-6 ${look} ${className}`}
    {...props}
  />
)

/** The browser's own list of choices. */
export const Select = ({ className = '', ...props }: ComponentProps<'select'>) => (
  <span className="relative block min-w-0 flex-1">
    <select className={`h-9 appearance-none truncate pr-8 pl-3 ${look} ${className}`} {...props} />
    <ChevronDown
      className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted-foreground"
      aria-hidden
    />
  </span>
)

interface FieldProps {
  /** The control's id. */
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A control under its name. */
export const Field = ({ id, label, hint, className = '', children }: FieldProps) => (
  <div className={`space-y-1.5 ${className}`}>
    <label htmlFor={id} className="block text-sm font-medium">
      {label}
    </label>
    {children}
    {hint !== undefined && <p className="text-xs text-muted-foreground">{hint}</p>}
  </div>
)
