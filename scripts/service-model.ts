/**
 * Turns AWS's service model of the Bedrock runtime, which this repository does not hold, into the table of constraints that the
 * local Bedrock checks requests against: `pnpm service-model ../shared/vectors/bedrock-runtime-model.json`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'

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
}

export interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly input: Reference }>>
  readonly shapes: Readonly<Record<string, Shape>>
}

/** Where the table stands. */
export const target: URL = new URL('../packages/bedrock-local/src/validation/service-model.ts', import.meta.url)

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

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  const from = argv[2]
  if (from === undefined) throw new Error('Name the file of the service model: pnpm service-model <file>.')
  const model: ServiceModel = JSON.parse(readFileSync(from, 'utf8'))
  writeFileSync(target, tableOf(model))
}
