import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport } from 'ai'
import { runPage } from './page.ts'

const throttle = Number(process.argv[4] ?? 0)

await runPage((fetch) => {
  const transport = new DefaultChatTransport({ fetch })
  const { messages, status, sendMessage } = useChat({ transport, ...(throttle > 0 ? { throttle } : {}) })
  const [, answer] = messages
  return {
    status,
    parts: answer?.parts.filter(({ type }) => type !== 'step-start') ?? [],
    ask: () => sendMessage({ text: 'Hi' }),
  }
})
