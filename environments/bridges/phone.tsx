import { textOf } from '@x/bedrock-core/ui'
import { resumableTransport, useChat, useResume } from '@x/bedrock-react'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'

declare global {
  interface Window {
    /** What the page has shown, one after the other. */
    shown: { readonly text: string; readonly status: string }[]
  }
}
window.shown = []

const transport = resumableTransport({ delaysMs: [0, 250, 500] })

/** A chat as docs/resumable-streams.md shows it. */
const Chat = () => {
  const { chat, messages, status, send } = useChat({ id: location.hash.slice(1), transport })
  useResume(chat)
  const last = messages.at(-1)
  const text = last?.role === 'assistant' ? textOf(last) : ''
  useEffect(() => void window.shown.push({ text, status }), [text, status])
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send(String(new FormData(event.currentTarget).get('question')))
        }}
      >
        <input name="question" aria-label="Question" />
      </form>
      <p>{status}</p>
      <output>{text}</output>
    </>
  )
}

const container = document.createElement('main')
document.body.replaceChildren(container)
createRoot(container).render(
  <StrictMode>
    <Chat />
  </StrictMode>,
)
