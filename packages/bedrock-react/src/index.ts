export type {
  Chat,
  ChatData,
  ChatFinish,
  ChatInput,
  ChatOptions,
  ChatSnapshot,
  ChatStatus,
  SendOptions,
} from './chat-types.ts'
export { createChat } from './create-chat.ts'
export type { Schedule } from './frame.ts'
export {
  type ChatTransport,
  type HttpTransportOptions,
  httpTransport,
  type Resolvable,
  type TransportRequest,
} from './transport.ts'
export { type UseChat, type UseChatOptions, useChat } from './use-chat.ts'
