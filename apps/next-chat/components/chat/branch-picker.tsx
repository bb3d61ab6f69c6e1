'use client'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useContext } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { Actions } from './actions.ts'

interface Props {
  readonly id: string
  /** From 0. */
  readonly index: number
  readonly count: number
}

/** Goes between what was asked or answered in one place. */
export const BranchPicker = ({ id, index, count }: Props) => {
  const { switchBranch } = useContext(Actions)
  if (count < 2) return null
  return (
    <span className="flex items-center text-xs text-muted-foreground tabular-nums" data-testid="branches">
      <IconButton
        label="Previous version"
        className="size-7"
        disabled={index === 0}
        onClick={() => switchBranch(id, index - 1)}
      >
        <ChevronLeft className="size-4" aria-hidden />
      </IconButton>
      {index + 1}/{count}
      <IconButton
        label="Next version"
        className="size-7"
        disabled={index === count - 1}
        onClick={() => switchBranch(id, index + 1)}
      >
        <ChevronRight className="size-4" aria-hidden />
      </IconButton>
    </span>
  )
}
