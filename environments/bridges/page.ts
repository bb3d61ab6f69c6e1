import { textOf } from '@x/bedrock-core/ui'
import { createChat, resumableTransport, resumeChat } from '@x/bedrock-react'

/** A chat without React: what is said, how it stands, and a way to ask. */
const chat = createChat({ id: location.hash.slice(1), transport: resumableTransport() })

const find = (selector: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(selector)
  if (element === null) throw new Error(`The page has no ${selector}.`)
  return element
}

const show = (): void => {
  const { messages, status } = chat.snapshot()
  const last = messages.at(-1)
  find('output').textContent = last?.role === 'assistant' ? textOf(last) : ''
  find('#status').textContent = status
}

chat.subscribe(show)
find('button').addEventListener('click', () => void chat.send(find('[contenteditable]').textContent ?? ''))
find('#stop').addEventListener('click', () => chat.stop())
show()
void resumeChat(chat)
