import { AlertTriangle, Check } from 'lucide-react'
import { useRef } from 'react'
import { Textarea } from '../ui/field.tsx'
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
  field.focus()
  field.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
  field.scrollTop = (line - 1) * (field.scrollHeight / lines.length) - field.clientHeight / 2
}

/** JSON Schema as text, with what is wrong with it below. */
export const SchemaEditor = ({ text, checked, onChange }: Props) => {
  const field = useRef<HTMLTextAreaElement>(null)
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
      <Textarea
        ref={field}
        id="schema"
        value={text}
        onChange={({ target }) => onChange(target.value)}
        spellCheck={false}
        autoCapitalize="off"
        aria-invalid={checked.issues !== undefined}
        aria-describedby="schema-issues"
        className="max-h-80 min-h-64 font-mono text-xs leading-5"
      />
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
