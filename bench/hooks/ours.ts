import { useChat } from '@x/bedrock-react'
import { runPage } from './page.ts'

await runPage((fetch) => {
  const { messages, status, send } = useChat({ fetch })
  const [, answer] = messages
  return { status, parts: answer?.parts.filter(({ type }) => type !== 'step-start') ?? [], ask: () => send('Hi') }
})
