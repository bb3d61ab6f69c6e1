import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { answerMetadata } from '@x/bedrock-react'

const speaker = (message: UIMessage): string =>
  message.role === 'user' ? 'You' : (answerMetadata(message).model ?? 'Assistant')

/** A conversation as a page of Markdown: who said what, and the names of what was attached. */
export const markdownOf = (title: string, messages: readonly UIMessage[]): string =>
  [
    `# ${title}`,
    ...messages.map((message) => {
      const files = message.parts.flatMap((part) =>
        part.type === 'file' ? [`*Attached: ${part.filename ?? part.mediaType}*`] : [],
      )
      return [`## ${speaker(message)}`, ...files, textOf(message)].filter((line) => line !== '').join('\n\n')
    }),
  ].join('\n\n')

/** Gives the user a file. */
export const download = (name: string, type: string, content: string): void => {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
