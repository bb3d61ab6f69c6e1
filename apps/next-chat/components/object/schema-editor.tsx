import { AlertTriangle, Check } from 'lucide-react'
import { useRef } from 'react'
import type { ReadSchema } from './schema-issues.ts'

interface Props {
  readonly text: string
  readonly checked: ReadSchema
  readonly onChange: (text: string) => void
}

/** Selects a line and brings it into view. */
const select = (field: HTMLTextAreaElement, line: number): void => {
  const lines = field.value.split('\n')
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  field.focus({ preventScroll: true })
  field.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
  const box = field.parentElement
  if (box !== null) box.scrollTop = ((line - 1) / lines.length) * box.scrollHeight - box.clientHeight / 2
}

/** JSON Schema as text, with what is wrong with it below. */
export const SchemaEditor = ({ text, checked, onChange }: Props) => {
  const field = useRef<HTMLTextAreaElement>(null)
  const wrong = new Set(checked.issues?.map(({ line }) => line))
  return (
    <div className="space-y-1.5">
      <div className="flex items-baseline justify-between">
        <label htmlFor="schema" className="text-sm font-medium">
          JSON Schema
        </label>
        <button
          type="button"
          disabled={checked.schema === undefined}
          onClick={() => checked.schema && onChange(JSON.stringify(checked.schema, undefined, 2))}
          className="text-xs text-muted-foreground underline-offset-4 hover:underline disabled:opacity-40"
        >
          Lay out
        </button>
      </div>
      <div
        data-invalid={checked.issues === undefined ? undefined : ''}
        className="flex max-h-80 min-h-64 items-stretch overflow-auto rounded-lg border bg-card font-mono text-xs leading-5 transition focus-within:border-ring focus-within:ring-2 focus-within:ring-ring/40 data-invalid:border-danger"
      >
        <div
          aria-hidden
          className="sticky left-0 shrink-0 border-r bg-muted px-2 py-2 text-right text-muted-foreground tabular-nums select-none"
        >
          {text.split('\n').map((_line, at) => (
            // A line has no name but its number.
            <div
              key={at}
              data-wrong={wrong.has(at + 1) ? '' : undefined}
              className="data-wrong:text-danger data-wrong:font-bold"
            >
              {at + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={field}
          id="schema"
          value={text}
          onChange={({ target }) => onChange(target.value)}
          spellCheck={false}
          autoCapitalize="off"
          wrap="off"
          rows={text.split('\n').length}
          aria-invalid={checked.issues !== undefined}
          aria-describedby="schema-issues"
          className="field-sizing-content block min-w-0 flex-1 resize-none overflow-hidden bg-transparent px-3 py-2 outline-none"
        />
      </div>
      <div id="schema-issues" role="status" className="text-xs">
        {checked.issues === undefined ? (
          <p className="flex items-center gap-1.5 text-muted-foreground">
            <Check className="size-3.5" aria-hidden /> A form can be made of it.
          </p>
        ) : (
          <ul className="space-y-1 text-danger">
            {checked.issues.map(({ words, line }) => (
              <li key={`${line} ${words}`} className="flex gap-1.5">
                <AlertTriangle className="mt-px size-3.5 shrink-0" aria-hidden />
                <span className="[overflow-wrap:anywhere]">
                  {line !== undefined && (
                    <button
                      type="button"
                      onClick={() => field.current && select(field.current, line)}
                      className="font-medium underline underline-offset-2"
                    >
                      Line {line}
                    </button>
                  )}
                  {line !== undefined && ': '}
                  {words}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
