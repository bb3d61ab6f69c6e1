import type { ReactNode } from 'react'

interface Props {
  readonly title: string
  readonly detail: ReactNode
  /** For columns side by side: as wide as the screen. */
  readonly wide?: boolean
  /** Beside the title. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page beside the chat: a title, a line on what it shows, and content that scrolls. */
export const Page = ({ title, detail, wide = false, actions, children }: Props) => (
  <main className="min-h-0 flex-1 overflow-y-auto">
    <div className={`mx-auto w-full ${wide ? 'max-w-[110rem]' : 'max-w-6xl'} px-4 py-6 sm:px-8 sm:py-8`}>
      <header className="mb-6 flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1.5 max-w-2xl text-[15px] text-balance text-muted-foreground">{detail}</p>
        </div>
        {actions}
      </header>
      {children}
    </div>
  </main>
)
