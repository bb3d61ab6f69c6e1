'use client'
import { X } from 'lucide-react'
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './icon-button.tsx'

const sides = {
  center: 'm-auto max-h-[85dvh] w-[min(36rem,calc(100vw-2rem))] rounded-2xl border',
  left: 'my-0 mr-auto ml-0 h-dvh max-h-dvh w-[min(19rem,85vw)] border-r',
  right: 'my-0 mr-0 ml-auto h-dvh max-h-dvh w-[min(42rem,100vw)] max-w-full sm:border-l',
} as const

interface Props {
  readonly title: string
  /** Under the title. */
  readonly detail?: ReactNode
  readonly open: boolean
  readonly onClose: () => void
  /** `left` and `right` are sheets over the whole height. */
  readonly side?: keyof typeof sides
  /** Whether the title is only read out. */
  readonly bare?: boolean
  readonly children: ReactNode
}

/**
 * A dialog or a sheet. The browser's own `<dialog>` keeps the focus in, gives it back, closes on Escape and makes the rest of
 * the page inert, without any script of ours. Its content is only there while it is open.
 */
export const Modal = ({ open, ...props }: Props) => open && <Dialog {...props} />

const Dialog = ({ title, detail, onClose, side = 'center', bare = false, children }: Omit<Props, 'open'>) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    // React focuses an `autoFocus` before the dialog shows, which is in vain, and writes no attribute that the dialog would see.
    shown?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    // Before its element goes: one that is only taken away gives no focus back.
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      // Strict mode closes it and shows it again before the event comes.
      onClose={({ currentTarget }) => currentTarget.open || onClose()}
      closedby="any"
      className={`animate-rise overflow-hidden bg-popover p-0 text-popover-foreground shadow-2xl outline-none backdrop:bg-black/40 backdrop:backdrop-blur-[2px] ${sides[side]}`}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <header className={bare ? 'sr-only' : 'flex items-start gap-3 border-b px-5 py-3.5'}>
          <div className="min-w-0 flex-1">
            <h2 id={titleId} className="text-base font-semibold tracking-tight">
              {title}
            </h2>
            {detail !== undefined && <p className="mt-0.5 text-sm text-muted-foreground">{detail}</p>}
          </div>
          {!bare && (
            <IconButton label="Close" onClick={() => dialog.current?.close()} className="-mr-2">
              <X className="size-4.5" aria-hidden />
            </IconButton>
          )}
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
      </div>
    </dialog>
  )
}
