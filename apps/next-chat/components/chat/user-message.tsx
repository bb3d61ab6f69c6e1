import { textOf, type UIMessage } from '@x/bedrock-core/ui'
import { memo } from 'react'

export const UserMessage = memo(({ message }: { readonly message: UIMessage }) => (
  <article aria-label="You" className="flex animate-rise justify-end">
    <p className="max-w-[85%] rounded-3xl rounded-br-lg bg-primary px-4.5 py-2.5 text-[15px] leading-6 break-words whitespace-pre-wrap text-primary-foreground sm:max-w-[75%]">
      {textOf(message)}
    </p>
  </article>
))
UserMessage.displayName = 'UserMessage'
