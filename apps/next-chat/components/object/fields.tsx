import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/ui'
import { Plus, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Button } from '../ui/button.tsx'
import { Input, Select, Textarea } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { blankOf, named, type Path, titleOf } from './paths.ts'

/** What every field knows of the form it is in. */
export interface Form {
  /** Where the answer is growing now. */
  readonly growing: string | undefined
  readonly readOnly: boolean
  readonly change: (path: Path, to: Json | undefined) => void
}

interface Props {
  readonly form: Form
  readonly schema: JsonObject
  readonly value: Json | undefined
  readonly path: Path
  readonly label: string
}

const glow = 'data-growing:border-copper data-growing:ring-2 data-growing:ring-copper/30'

const typeOf = ({ type, enum: words }: JsonObject): string =>
  Array.isArray(words) ? 'enum' : typeof type === 'string' ? type : 'string'

const Labelled = ({
  id,
  label,
  hint,
  children,
}: {
  id: string
  label: string
  hint: Json | undefined
  children: ReactNode
}) => (
  <div className="min-w-0 space-y-1.5">
    <label htmlFor={id} className="flex items-baseline gap-2 text-sm font-medium">
      {label}
      {typeof hint === 'string' && <span className="truncate text-xs font-normal text-muted-foreground">{hint}</span>}
    </label>
    {children}
  </div>
)

const Simple = ({ form, schema, value, path, label }: Props) => {
  const id = useId()
  const growing = form.growing === named(path) ? '' : undefined
  const common = { id, 'data-growing': growing, className: glow }
  const type = typeOf(schema)
  if (type === 'boolean')
    return (
      <label className="flex h-9 items-center gap-2.5 self-end text-sm font-medium">
        <input
          type="checkbox"
          checked={value === true}
          disabled={form.readOnly}
          onChange={({ target }) => form.change(path, target.checked)}
          className="size-4 accent-copper"
        />
        {label}
        {value === undefined && <span className="text-xs font-normal text-muted-foreground">not said yet</span>}
      </label>
    )
  return (
    <Labelled id={id} label={label} hint={schema['description']}>
      {type === 'enum' ? (
        <Select
          {...common}
          value={typeof value === 'string' ? value : ''}
          disabled={form.readOnly}
          onChange={({ target }) => form.change(path, target.value)}
        >
          <option value="">–</option>
          {(schema['enum'] as readonly string[]).map((word) => (
            <option key={word}>{word}</option>
          ))}
        </Select>
      ) : type === 'string' ? (
        <Textarea
          {...common}
          className={`min-h-9! py-1! ${glow}`}
          rows={1}
          value={typeof value === 'string' ? value : ''}
          readOnly={form.readOnly}
          onChange={({ target }) => form.change(path, target.value)}
        />
      ) : (
        <Input
          {...common}
          type="number"
          step={type === 'integer' ? 1 : 'any'}
          value={typeof value === 'number' ? value : ''}
          readOnly={form.readOnly}
          onChange={({ target }) => form.change(path, target.value === '' ? null : Number(target.value))}
        />
      )}
    </Labelled>
  )
}

const List = ({ form, schema, value, path, label }: Props) => {
  const list: readonly Json[] = Array.isArray(value) ? value : []
  const items = isJsonObject(schema['items']) ? schema['items'] : {}
  return (
    <fieldset className="min-w-0 space-y-2 sm:col-span-2">
      <legend className="mb-1.5 text-sm font-medium">
        {label} <span className="text-xs font-normal text-muted-foreground tabular-nums">{list.length}</span>
      </legend>
      {list.map((item, at) => (
        // An item has no name but its place.
        <div key={named([...path, at])} className="flex animate-rise items-start gap-2">
          <span className="mt-2 w-5 shrink-0 text-right text-xs text-muted-foreground tabular-nums">{at + 1}</span>
          <div className="min-w-0 flex-1">
            <AnyField form={form} schema={items} value={item} path={[...path, at]} label={`${label} ${at + 1}`} bare />
          </div>
          {!form.readOnly && (
            <IconButton label={`Remove ${label} ${at + 1}`} onClick={() => form.change([...path, at], undefined)}>
              <X className="size-4" aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {!form.readOnly && (
        <Button look="quiet" onClick={() => form.change([...path, list.length], blankOf(items))} className="ml-5">
          <Plus className="size-4" aria-hidden /> Add
        </Button>
      )}
    </fieldset>
  )
}

/** The fields of an object, side by side where there is room. */
export const Members = ({ form, schema, value, path }: Omit<Props, 'label'>) => {
  const members = isJsonObject(schema['properties']) ? schema['properties'] : {}
  return (
    <div className="grid gap-x-4 gap-y-4 sm:grid-cols-2">
      {Object.entries(members).map(([name, member]) => (
        <AnyField
          key={name}
          form={form}
          schema={isJsonObject(member) ? member : {}}
          value={isJsonObject(value) ? value[name] : undefined}
          path={[...path, name]}
          label={titleOf(name)}
        />
      ))}
    </div>
  )
}

const AnyField = ({ bare = false, ...props }: Props & { readonly bare?: boolean }) => {
  const type = typeOf(props.schema)
  if (type === 'array') return <List {...props} />
  if (type !== 'object') return bare ? <Bare {...props} /> : <Simple {...props} />
  const { label, ...rest } = props
  return (
    <fieldset className={`min-w-0 rounded-xl border p-3 ${bare ? '' : 'sm:col-span-2'}`}>
      <legend className={bare ? 'sr-only' : 'px-1 text-sm font-medium'}>{label}</legend>
      <Members {...rest} />
    </fieldset>
  )
}

/** A list's item: its label is only read out. */
const Bare = (props: Props) => (
  <div className="[&_label]:sr-only">
    <Simple {...props} />
  </div>
)
