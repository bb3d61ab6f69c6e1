import { existsSync, readFileSync } from 'node:fs'
import { isJsonObject, type Json, type JsonObject } from '../../speech/json.ts'

interface Member {
  readonly shape: string
  readonly location?: string
}

interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Member>>
  readonly member?: Member
  readonly key?: Member
  readonly value?: Member
  readonly required?: readonly string[]
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly union?: boolean
  readonly document?: boolean
}

const file = new URL('../../../../../../shared/vectors/bedrock-runtime-model.json', import.meta.url)

export const present: boolean = existsSync(file)
if (!present) console.warn('SKIPPED: AWS’s service model is not on this machine (../shared/vectors).')

const shapes: Readonly<Record<string, Shape>> = present ? JSON.parse(readFileSync(file, 'utf8')).shapes : {}

/** The words of an enum. */
export const enumOf = (name: string): readonly string[] => shapes[name]?.enum ?? []

/** How a value is measured: characters of strings and blobs (decoded), items of lists and maps, numbers themselves. */
const sizeOf = (value: Json, shape: Shape): number | undefined => {
  if (typeof value === 'number') return value
  if (typeof value === 'string') return shape.type === 'blob' ? Buffer.from(value, 'base64').length : [...value].length
  if (Array.isArray(value)) return value.length
  return shape.type === 'map' && isJsonObject(value) ? Object.keys(value).length : undefined
}

const isBase64 = (text: string): boolean => Buffer.from(text, 'base64').toString('base64') === text

const types: Readonly<Record<string, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string',
  blob: (value) => typeof value === 'string' && isBase64(value),
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  float: (value) => typeof value === 'number',
  list: (value) => Array.isArray(value),
  map: (value) => isJsonObject(value),
  structure: (value) => isJsonObject(value),
}

const limits = (value: Json, shape: Shape, path: string): string[] => {
  const size = sizeOf(value, shape)
  const found: string[] = []
  if (size !== undefined && shape.min !== undefined && size < shape.min)
    found.push(`${path}: ${size} is below ${shape.min}`)
  if (size !== undefined && shape.max !== undefined && size > shape.max)
    found.push(`${path}: ${size} is above ${shape.max}`)
  if (shape.enum && !shape.enum.includes(String(value))) found.push(`${path}: "${value}" is not one of ${shape.enum}`)
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`).test(String(value)))
    found.push(`${path}: "${value}" does not match ${shape.pattern}`)
  return found
}

const structure = (value: JsonObject, shape: Shape, path: string): string[] => {
  const members = shape.members ?? {}
  const keys = Object.keys(value).filter((key) => value[key] !== undefined)
  const found = keys.filter((key) => !Object.hasOwn(members, key)).map((key) => `${path}: unknown member "${key}"`)
  for (const key of shape.required ?? [])
    if (members[key]?.location === undefined && !keys.includes(key)) found.push(`${path}: "${key}" is missing`)
  if (shape.union && keys.length !== 1) found.push(`${path}: a union of ${keys.length} members`)
  for (const key of keys) {
    const member = members[key]
    if (member) found.push(...faultsOf(value[key] ?? null, member.shape, `${path}.${key}`))
  }
  return found
}

/** Everything in which a value departs from a shape of the service model; a value without faults is valid. */
export const faultsOf = (value: Json, name: string, path: string = name): string[] => {
  const shape = shapes[name]
  if (shape === undefined) return [`${path}: the service model has no shape "${name}"`]
  if (shape.document) return []
  const type = types[shape.type]
  if (type === undefined) return [`${path}: the type "${shape.type}" is not known here`]
  if (!type(value)) return [`${path}: ${JSON.stringify(value)?.slice(0, 60)} is not a ${shape.type}`]
  const found = limits(value, shape, path)
  if (Array.isArray(value) && shape.member) {
    const item = shape.member.shape
    found.push(...value.flatMap((each, at) => faultsOf(each, item, `${path}[${at}]`)))
  }
  if (!isJsonObject(value)) return found
  if (shape.type === 'structure') return [...found, ...structure(value, shape, path)]
  for (const [key, each] of Object.entries(value)) {
    found.push(...faultsOf(key, shape.key?.shape ?? '', `${path} key`))
    found.push(...faultsOf(each ?? null, shape.value?.shape ?? '', `${path}.${key}`))
  }
  return found
}
