/**
 * Turns AWS's service model of the Bedrock runtime, which this repository does not hold, into two tables, and says what changed: the
 * constraints that the local Bedrock checks requests against, and the shapes of answers. `pnpm service-model <file>`
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { meaningOf } from '../packages/bedrock-core/src/errors/aws-names.ts'
import { changesOf } from './service-model/changes.ts'

interface Reference {
  readonly shape: string
  readonly location?: 'uri' | 'header'
  readonly locationName?: string
}

/** A shape as botocore writes it down; what is not checked is not listed. */
interface Shape {
  readonly type: string
  readonly members?: Readonly<Record<string, Reference>>
  readonly required?: readonly string[]
  readonly member?: Reference
  readonly key?: Reference
  readonly value?: Reference
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly union?: boolean
  readonly document?: boolean
  readonly sensitive?: boolean
  readonly payload?: string
  readonly exception?: boolean
}

export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input: Reference; readonly output?: Reference }>>
  readonly shapes: Readonly<Record<string, Shape>>
}

/** Where the table of constraints stands. */
export const target: URL = new URL('../packages/bedrock-local/src/validation/service-model.ts', import.meta.url)

/** Where the table of answers stands: nothing reads it but the next comparison. */
export const answersTarget: URL = new URL('service-model/answers.txt', import.meta.url)

/** The operations that the local Bedrock serves. */
const served = [
  'ApplyGuardrail',
  'Converse',
  'ConverseStream',
  'CountTokens',
  'InvokeModel',
  'InvokeModelWithResponseStream',
]

const memberOf = ({ shape, location, locationName }: Reference): string =>
  location === 'header' ? `${shape}@${locationName?.toLowerCase()}` : location === 'uri' ? `${shape}@uri` : shape

/** Only what is checked, in the words of `constraint.ts`. */
const constraintOf = (shape: Shape): object => ({
  type: shape.union ? 'union' : shape.document ? 'document' : shape.type,
  ...(shape.required === undefined ? {} : { required: shape.required }),
  ...(shape.members === undefined || shape.document
    ? {}
    : {
        members: Object.fromEntries(
          Object.entries(shape.members)
            .filter(([name]) => name !== shape.payload)
            .map(([name, reference]) => [name, memberOf(reference)]),
        ),
      }),
  ...(shape.member === undefined ? {} : { member: shape.member.shape }),
  ...(shape.key === undefined ? {} : { key: shape.key.shape }),
  ...(shape.value === undefined ? {} : { value: shape.value.shape }),
  ...(shape.enum === undefined ? {} : { enum: shape.enum }),
  ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
  ...(shape.min === undefined ? {} : { min: shape.min }),
  ...(shape.max === undefined ? {} : { max: shape.max }),
  ...(shape.sensitive ? { sensitive: true } : {}),
})

const reachedFrom = (name: string, { shapes }: ServiceModel, seen: Set<string>): void => {
  const shape = shapes[name]
  if (shape === undefined || seen.has(name)) return
  seen.add(name)
  const references = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value]
  for (const reference of references)
    if (reference !== undefined) reachedFrom(reference.shape, { shapes, operations: {} }, seen)
}

/** The source of the table: one shape a line. @throws Error where the model holds what the table cannot */
export const tableOf = (model: ServiceModel): string => {
  const seen = new Set<string>()
  for (const operation of served) {
    const input = model.operations[operation]?.input.shape
    if (input === undefined) throw new Error(`The model has no operation ${operation}. Is it the Bedrock runtime's?`)
    reachedFrom(input, model, seen)
  }
  const lines = [...seen].toSorted().map((name) => {
    const shape = model.shapes[name]
    return shape === undefined ? '' : `${name} ${JSON.stringify(constraintOf(shape))}`
  })
  const text = lines.join('\n')
  if (/`|\$\{/.test(text)) throw new Error('A pattern of the model ends a template literal: write the table otherwise.')
  return `/** Made by scripts/service-model.ts from AWS's service model, API version 2023-09-30: one shape a line, as JSON. */
export const serviceModel: string = String.raw\`
${text}
\`
`
}

/** The shapes that answers and events of those operations are made of: one a line, without what only requests are checked for. */
export const answersOf = (model: ServiceModel): string => {
  const seen = new Set<string>()
  for (const operation of served) {
    const output = model.operations[operation]?.output?.shape
    if (output !== undefined) reachedFrom(output, model, seen)
  }
  const lines = [...seen].toSorted().flatMap((name) => {
    const { type, members, member, value, enum: words } = model.shapes[name] ?? { type: '' }
    const names = members && Object.fromEntries(Object.entries(members).map(([key, { shape }]) => [key, shape]))
    const kept = { members: names, member: member?.shape, value: value?.shape, enum: words }
    return names || words || member || value ? [`${name} ${JSON.stringify({ type, ...kept })}`] : []
  })
  return `${lines.join('\n')}\n`
}

/** Exceptions that `errors/aws-names.ts` has no row for. */
export const unknownExceptions = ({ shapes }: ServiceModel): readonly string[] =>
  Object.keys(shapes).filter((name) => shapes[name]?.exception && meaningOf(name, undefined, '').code === 'unknown')

const readOr = (file: URL, otherwise: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : otherwise)

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const from = argv[2]
  if (from === undefined) throw new Error('Name the file of the service model: pnpm service-model <file>.')
  const model: ServiceModel = JSON.parse(readFileSync(from, 'utf8'))
  const written = { requests: [target, tableOf(model)], answers: [answersTarget, answersOf(model)] } as const
  for (const [what, [file, text]] of Object.entries(written)) {
    const changes = changesOf(readOr(file, ''), text)
    console.log(`${what}: ${changes.length === 0 ? 'nothing has changed' : `${changes.length} changed`}`)
    for (const change of changes) console.log(`  ${change}`)
    writeFileSync(file, text)
  }
  const unknown = unknownExceptions(model)
  if (unknown.length > 0) console.log(`exceptions without a row in errors/aws-names.ts: ${unknown.join(', ')}`)
}
