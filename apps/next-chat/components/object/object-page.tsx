'use client'
import type { JsonObject } from '@x/bedrock-core/ui'
import { Sparkles, Square } from 'lucide-react'
import { useRef, useState } from 'react'
import { bringIntoView } from '../ui/bring-into-view.ts'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Field, Textarea } from '../ui/field.tsx'
import { Page } from '../ui/page.tsx'
import { Filling } from './filling.tsx'
import { type Preset, presets } from './presets.ts'
import { SchemaEditor } from './schema-editor.tsx'
import { readSchema } from './schema-issues.ts'
import { useFilled } from './use-filled.ts'

const textOf = (schema: JsonObject): string => JSON.stringify(schema, undefined, 2)
const [first] = presets as readonly [Preset, ...Preset[]]

/** A form that fills while the object streams, of a schema that the user may change. */
export const ObjectPage = () => {
  const [prompt, setPrompt] = useState(first.prompt)
  const [text, setText] = useState(textOf(first.schema))
  const [last, setLast] = useState(first.schema)
  const checked = readSchema(text)
  const filled = useFilled(last)
  const result = useRef<HTMLDivElement>(null)
  const ready = checked.schema !== undefined && prompt.trim() !== '' && !filled.busy
  const edit = (next: string): void => {
    setText(next)
    const { schema } = readSchema(next)
    // While the text is broken the form stays that of the last schema that was whole.
    if (schema !== undefined) setLast(schema)
  }
  return (
    <Page
      title="Object"
      detail="Text in, a checked value out. The form below is made from the schema, and fills while the object streams."
    >
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <Card className="min-w-0 space-y-4 p-4 sm:p-5">
          <fieldset className="flex flex-wrap gap-1.5">
            <legend className="sr-only">Begin with</legend>
            {presets.map((preset) => (
              <button
                key={preset.name}
                type="button"
                disabled={filled.busy}
                aria-pressed={text === textOf(preset.schema)}
                onClick={() => {
                  setPrompt(preset.prompt)
                  edit(textOf(preset.schema))
                }}
                className="rounded-full border px-3 py-1 text-xs font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-foreground aria-pressed:border-copper aria-pressed:text-copper"
              >
                {preset.name}
              </button>
            ))}
          </fieldset>
          <form
            className="space-y-4"
            onSubmit={(event) => {
              event.preventDefault()
              if (!ready) return
              filled.fill(prompt)
              bringIntoView(result.current)
            }}
          >
            <Field id="prompt" label="Text">
              <Textarea
                id="prompt"
                value={prompt}
                maxLength={4000}
                onChange={({ target }) => setPrompt(target.value)}
                onKeyDown={({ key, metaKey, ctrlKey, currentTarget }) => {
                  if (key === 'Enter' && (metaKey || ctrlKey)) currentTarget.form?.requestSubmit()
                }}
                className="max-h-48"
              />
            </Field>
            <SchemaEditor text={text} checked={checked} onChange={edit} />
            {/* Keys: one element whose type turns into `submit` under the finger would ask again. */}
            {filled.busy ? (
              <Button key="stop" onClick={filled.stop} className="w-full">
                <Square className="size-3.5 fill-current" aria-hidden /> Stop
              </Button>
            ) : (
              <Button key="fill" type="submit" look="primary" disabled={!ready} className="w-full">
                <Sparkles className="size-4" aria-hidden /> Fill the form
              </Button>
            )}
          </form>
        </Card>
        <div ref={result} className="min-w-0 scroll-mt-4 lg:sticky lg:top-0">
          <Filling schema={last} filled={filled} />
        </div>
      </div>
    </Page>
  )
}
