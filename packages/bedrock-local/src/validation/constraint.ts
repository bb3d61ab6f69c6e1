import { serviceModel } from './service-model.ts'

interface Common {
  /** Its values are not repeated in messages. */
  readonly sensitive?: boolean
}

/** Of the range: length of texts, lists, maps and blobs, value of numbers. */
interface Ranged extends Common {
  readonly min?: number
  readonly max?: number
}

export interface StructureConstraint extends Common {
  readonly type: 'structure' | 'union'
  readonly required?: readonly string[]
  /** By name: the name of a shape; for what is not in the body, followed by `@uri` or `@` and the header. */
  readonly members: Readonly<Record<string, string>>
}

export interface TextConstraint extends Ranged {
  readonly type: 'string'
  readonly pattern?: string
  readonly enum?: readonly string[]
}

export interface NumberConstraint extends Ranged {
  readonly type: 'integer' | 'float' | 'double' | 'long'
}

export interface ListConstraint extends Ranged {
  readonly type: 'list'
  readonly member: string
}

export interface MapConstraint extends Ranged {
  readonly type: 'map'
  readonly key: string
  readonly value: string
}

export interface BlobConstraint extends Ranged {
  readonly type: 'blob'
}

/** What the service model says of one shape. A document may hold any JSON. */
export type Constraint =
  | StructureConstraint
  | TextConstraint
  | NumberConstraint
  | ListConstraint
  | MapConstraint
  | BlobConstraint
  | (Common & { readonly type: 'boolean' | 'document' })

const read = (): ReadonlyMap<string, Constraint> => {
  const table = new Map<string, Constraint>()
  for (const line of serviceModel.trim().split('\n')) {
    const space = line.indexOf(' ')
    table.set(line.slice(0, space), JSON.parse(line.slice(space + 1)))
  }
  return table
}

let table: ReadonlyMap<string, Constraint> | undefined

/** The constraint of a shape. @throws Error for a shape that the table does not have */
export const constraintOf = (shape: string): Constraint => {
  table ??= read()
  const constraint = table.get(shape)
  if (constraint === undefined) throw new Error(`The table of constraints has no shape ${shape}.`)
  return constraint
}
