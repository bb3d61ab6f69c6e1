import { useEffect, useRef } from 'react'
import type { Chat } from './chat-types.ts'
import {
  type BrowserTools,
  runToolCalls,
  type WaitingToolCall,
  waitingToolCall,
  waitingToolCalls,
} from './tool-calls.ts'
import { useChatSelector } from './use-chat-selector.ts'

/**
 * The tool calls that wait for the browser, to be answered with `addToolOutput` or `addToolApprovalResponse`. Tools that are
 * given run by themselves when the model calls them.
 */
export const useToolCalls = (chat: Chat, tools: BrowserTools = {}): readonly WaitingToolCall[] => {
  const latest = useRef(tools)
  useEffect(() => {
    latest.current = tools
  })
  useEffect(() => runToolCalls(chat, () => latest.current), [chat])
  const parts = useChatSelector(chat, (snapshot) => waitingToolCalls(snapshot).map(({ part }) => part))
  return parts.map(waitingToolCall)
}
