'use client'
import type { UIMessage } from '@x/bedrock-core/ui'
import { Download } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Modal } from '../ui/modal.tsx'
import { dollars, totalsOf } from './answer-facts.ts'
import { download, markdownOf } from './export.ts'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly messages: readonly UIMessage[]
  readonly onClose: () => void
}

const number = (value: number): string => value.toLocaleString('en')

/** What the conversation took, and ways to take it along. */
export const DetailsModal = ({ open, title, messages, onClose }: Props) => {
  const totals = totalsOf(messages)
  const share =
    totals.inputTokens === 0
      ? 0
      : Math.round((totals.cacheReadTokens / (totals.inputTokens + totals.cacheReadTokens)) * 100)
  const rows = [
    ['Answers', number(totals.answers)],
    ['Tokens in', number(totals.inputTokens)],
    ['Tokens out', number(totals.outputTokens)],
    ['Read from the prompt cache', `${number(totals.cacheReadTokens)} (${share}%)`],
    ['Written to the prompt cache', number(totals.cacheWriteTokens)],
    ['Time spent answering', `${(totals.latencyMs / 1000).toFixed(1)} s`],
    ['Estimated cost', totals.cost === 0 ? 'No list price' : `≈ ${dollars(totals.cost)}`],
  ] as const
  return (
    <Modal title="This conversation" detail={title} open={open} onClose={onClose}>
      <dl className="divide-y px-5">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 py-2.5 text-sm">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="font-medium tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="px-5 pt-1 text-xs text-muted-foreground">
        Costs are estimates by the public price list
        {totals.unpriced > 0 && totals.cost > 0 ? `; ${totals.unpriced} answers have no price` : ''}.
      </p>
      <div className="flex flex-wrap gap-2 p-5">
        <Button onClick={() => download('conversation.md', 'text/markdown', markdownOf(title, messages))}>
          <Download className="size-4" aria-hidden />
          Markdown
        </Button>
        <Button
          onClick={() =>
            download('conversation.json', 'application/json', JSON.stringify({ title, messages }, null, 2))
          }
        >
          <Download className="size-4" aria-hidden />
          JSON
        </Button>
      </div>
    </Modal>
  )
}
