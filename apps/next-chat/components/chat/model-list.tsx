'use client'
import { Command } from 'cmdk'
import { Check } from 'lucide-react'
import type { ChatModel } from '../../server/models.ts'
import { groupClass } from '../palette/group-class.ts'
import { Chip } from '../ui/card.tsx'

interface Props {
  readonly models: readonly ChatModel[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

const context = (tokens: number): string =>
  tokens >= 1_000_000 ? `${tokens / 1_000_000}M context` : `${Math.round(tokens / 1000)}k context`

const Row = ({ model, chosen }: { readonly model: ChatModel; readonly chosen: boolean }) => (
  <>
    <Check className={`mt-0.5 size-4 shrink-0 text-copper ${chosen ? '' : 'invisible'}`} aria-hidden />
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-sm font-medium">{model.label}</span>
        <span className="truncate font-mono text-[11px] text-muted-foreground">{model.id}</span>
      </span>
      <span className="mt-1.5 flex flex-wrap gap-1">
        {model.can.map((name) => (
          <Chip key={name}>{name}</Chip>
        ))}
        {model.contextTokens !== undefined && <Chip>{context(model.contextTokens)}</Chip>}
        {model.price !== undefined && (
          <Chip title="US dollars for a million tokens, in and out">
            ${model.price[0]} / ${model.price[1]}
          </Chip>
        )}
      </span>
    </span>
  </>
)

/** Models by group, found by name, id or what they can do. */
export const ModelList = ({ models, chosen, onChoose }: Props) => (
  <Command label="Models" loop className="flex max-h-[70dvh] flex-col">
    <Command.Input
      autoFocus
      data-autofocus
      placeholder="Search by name, id or capability"
      className="h-12 w-full shrink-0 border-b bg-transparent px-5 text-[15px] outline-none placeholder:text-muted-foreground"
    />
    <Command.List className="min-h-0 flex-1 overflow-y-auto p-2">
      <Command.Empty className="p-6 text-center text-sm text-muted-foreground">No model has these words.</Command.Empty>
      {[...new Set(models.map(({ group }) => group))].map((group) => (
        <Command.Group key={group} heading={group} className={groupClass}>
          {models
            .filter((model) => model.group === group)
            .map((model) => (
              <Command.Item
                key={model.id}
                value={model.id}
                keywords={[model.label, model.group, ...model.can]}
                onSelect={() => onChoose(model.id)}
                className="flex cursor-pointer items-start gap-2 rounded-lg px-3 py-2.5 data-[selected=true]:bg-accent"
              >
                <Row model={model} chosen={model.id === chosen} />
              </Command.Item>
            ))}
        </Command.Group>
      ))}
    </Command.List>
  </Command>
)
