'use client'
import type { UIToolPart } from '@x/bedrock-core/ui'
import { createContext, useContext } from 'react'

/** Answers the server's question whether a tool may run. */
export const Decide = createContext<(id: string, approved: boolean) => void>(() => {})

const look = 'rounded-lg border px-3 py-1.5 text-sm font-medium transition-colors hover:bg-accent/60'

/** Asks the user about a call that waits for a word. */
export const Approval = ({ part }: { readonly part: UIToolPart }) => {
  const decide = useContext(Decide)
  const { approval } = part
  if (part.state !== 'approval-requested' || approval === undefined) return null
  return (
    <div className="flex flex-wrap items-center gap-2 border-t px-3.5 py-3">
      <p className="mr-auto text-sm">May it run with {JSON.stringify(part.input)}?</p>
      <button type="button" className={look} onClick={() => decide(approval.id, true)}>
        Allow
      </button>
      <button type="button" className={look} onClick={() => decide(approval.id, false)}>
        Deny
      </button>
    </div>
  )
}
