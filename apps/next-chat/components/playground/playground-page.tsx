'use client'
import { Plus } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { Choice } from '../../server/playground/choices.ts'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { type Ask, firstAsk } from './ask.ts'
import { Column, type Run } from './column.tsx'
import { Prompt } from './prompt.tsx'
import { usePlans } from './use-plans.ts'

const most = 4

/** One of each family to begin with. */
const firstOf = (choices: readonly Choice[]): readonly string[] =>
  [...new Map(choices.toReversed().map((choice) => [choice.family, choice.id])).values()].toReversed().slice(0, 3)

const widths = ['', '', 'md:grid-cols-2', 'md:grid-cols-2 xl:grid-cols-3', 'md:grid-cols-2 2xl:grid-cols-4'] as const

/** The same prompt to up to four models, side by side. */
export const PlaygroundPage = ({ choices }: { readonly choices: readonly Choice[] }) => {
  const [ask, setAsk] = useState<Ask>(firstAsk)
  const [models, setModels] = useState(() => firstOf(choices))
  const [run, setRun] = useState<Run>()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const plans = usePlans(models, ask)
  const tell = useCallback((model: string, isBusy: boolean): void => {
    setBusy((before) => {
      if (before.has(model) === isBusy) return before
      const after = new Set(before)
      if (isBusy) after.add(model)
      else after.delete(model)
      return after
    })
  }, [])
  const free = choices.filter(({ id }) => !models.includes(id))
  return (
    <Page
      wide
      title="Playground"
      detail="One prompt, up to four models. Beside each stands the request it would be sent, before anything is."
    >
      <Prompt
        ask={ask}
        busy={busy.size > 0}
        count={models.length}
        onChange={setAsk}
        onAsk={() => setRun((before) => ({ number: (before?.number ?? 0) + 1, ask, stopped: false }))}
        onStop={() => setRun((before) => before && { ...before, stopped: true })}
      />
      <div className={`grid grid-cols-1 items-start gap-4 ${widths[models.length] ?? ''}`}>
        {models.map((model) => (
          <Slot
            key={model}
            model={model}
            choices={choices.filter(({ id }) => id === model || !models.includes(id))}
            plan={plans[model]}
            run={run}
            onPick={(next) => setModels(models.map((one) => (one === model ? next : one)))}
            onRemove={models.length === 1 ? undefined : () => setModels(models.filter((one) => one !== model))}
            tell={tell}
          />
        ))}
      </div>
      {models.length < most && free[0] !== undefined && (
        <Button look="quiet" className="mt-4" onClick={() => free[0] && setModels([...models, free[0].id])}>
          <Plus className="size-4" aria-hidden /> Add a model
        </Button>
      )}
    </Page>
  )
}

type SlotProps = Omit<Parameters<typeof Column>[0], 'onBusy'> & {
  readonly tell: (model: string, busy: boolean) => void
}

/** A column that tells whether it is busy, and takes that back when it leaves. */
const Slot = ({ tell, ...props }: SlotProps) => {
  const { model } = props
  const onBusy = useCallback((busy: boolean) => tell(model, busy), [tell, model])
  return <Column {...props} onBusy={onBusy} />
}
