import { Play, Square } from 'lucide-react'
import { vias } from '../../server/playground/vias.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Field, Input, Textarea } from '../ui/field.tsx'
import type { Ask } from './ask.ts'

interface Props {
  readonly ask: Ask
  readonly busy: boolean
  readonly count: number
  readonly onChange: (ask: Ask) => void
  readonly onAsk: () => void
  readonly onStop: () => void
}

const switches = [
  { name: 'cache', label: 'Cache the prompt' },
  { name: 'tool', label: 'Offer a tool' },
  { name: 'think', label: 'Think first' },
] as const

/** What all of them are asked, and how. */
export const Prompt = ({ ask, busy, count, onChange, onAsk, onStop }: Props) => (
  <Card className="mb-5 p-4 sm:p-5">
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && ask.prompt.trim() !== '') onAsk()
      }}
    >
      <Field id="system" label="System">
        <Input
          id="system"
          value={ask.system}
          maxLength={16_000}
          onChange={({ target }) => onChange({ ...ask, system: target.value })}
        />
      </Field>
      <Field id="prompt" label="Prompt">
        <Textarea
          id="prompt"
          value={ask.prompt}
          maxLength={8_000}
          onChange={({ target }) => onChange({ ...ask, prompt: target.value })}
          onKeyDown={({ key, metaKey, ctrlKey, currentTarget }) => {
            if (key === 'Enter' && (metaKey || ctrlKey)) currentTarget.form?.requestSubmit()
          }}
          className="max-h-56"
        />
      </Field>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <fieldset className="flex rounded-lg bg-muted p-0.5">
          <legend className="sr-only">Wire form</legend>
          {vias.map((via) => (
            <label
              key={via}
              className="rounded-md px-3 py-1 text-xs font-medium text-muted-foreground capitalize has-checked:bg-card has-checked:text-foreground has-checked:shadow-xs dark:has-checked:bg-border has-focus-visible:outline-2 has-focus-visible:outline-ring"
            >
              <input
                type="radio"
                name="via"
                value={via}
                checked={ask.via === via}
                onChange={() => onChange({ ...ask, via })}
                className="sr-only"
              />
              {via}
            </label>
          ))}
        </fieldset>
        {switches.map(({ name, label }) => (
          <label key={name} className="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={ask[name]}
              onChange={({ target }) => onChange({ ...ask, [name]: target.checked })}
              className="size-4 accent-copper"
            />
            {label}
          </label>
        ))}
        <div className="ml-auto max-sm:w-full">
          {/* Keys: one element whose type turns into `submit` under the finger would ask again. */}
          {busy ? (
            <Button key="stop" onClick={onStop} className="max-sm:w-full">
              <Square className="size-3.5 fill-current" aria-hidden /> Stop
            </Button>
          ) : (
            <Button
              key="ask"
              type="submit"
              look="primary"
              disabled={ask.prompt.trim() === ''}
              className="max-sm:w-full"
            >
              <Play className="size-3.5 fill-current" aria-hidden /> Ask {count} {count === 1 ? 'model' : 'models'}
            </Button>
          )}
        </div>
      </div>
    </form>
  </Card>
)
