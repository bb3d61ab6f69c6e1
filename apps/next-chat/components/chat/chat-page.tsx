'use client'
import type { ChatModel } from '../../server/models.ts'
import type { Place } from '../../server/place.ts'
import { useConversation } from '../conversations/use-conversation.ts'
import { Conversation } from './conversation.tsx'

interface Props {
  readonly place: Place
  readonly models: readonly ChatModel[]
  /** The id of the model that a new conversation begins with. */
  readonly model: string
}

/** The conversation that the address names, or a new one. */
export const ChatPage = ({ place, models, model }: Props) => {
  const { id, kept, loading, name } = useConversation()
  if (loading) return <main aria-busy aria-label="Chat" className="flex-1" />
  return <Conversation key={id} id={id} kept={kept} place={place} models={models} firstModel={model} onBegin={name} />
}
