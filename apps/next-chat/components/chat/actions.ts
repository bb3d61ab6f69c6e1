import type { Branch } from '@x/bedrock-react'
import { createContext } from 'react'

/** What can be done with a message from within it. */
export interface MessageActions {
  readonly decide: (approvalId: string, approved: boolean) => void
  readonly edit: (messageId: string, text: string) => void
  readonly regenerate: (messageId: string) => void
  readonly switchBranch: (messageId: string, index: number) => void
  readonly branchOf: (messageId: string) => Branch
}

const nothing = (): void => {}

export const Actions = createContext<MessageActions>({
  decide: nothing,
  edit: nothing,
  regenerate: nothing,
  switchBranch: nothing,
  branchOf: () => ({ index: 0, count: 1 }),
})
