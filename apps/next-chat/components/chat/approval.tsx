'use client'
import type { UIToolPart } from '@x/bedrock-core/ui'
import { useContext } from 'react'
import { Button } from '../ui/button.tsx'
import { Actions } from './actions.ts'

/** Asks the user about a call that waits for a word. */
export const Approval = ({ part }: { readonly part: UIToolPart }) => {
  const { decide } = useContext(Actions)
  const { approval } = part
  if (part.state !== 'approval-requested' || approval === undefined) return null
  return (
    <div className="flex flex-wrap items-center gap-2 border-t px-3.5 py-3">
      <p className="mr-auto text-sm">May it run with {JSON.stringify(part.input)}?</p>
      <Button look="primary" onClick={() => decide(approval.id, true)}>
        Allow
      </Button>
      <Button onClick={() => decide(approval.id, false)}>Deny</Button>
    </div>
  )
}
