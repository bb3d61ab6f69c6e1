/** Standard Schema v1 (standardschema.dev), as far as this package uses it: zod, valibot, arktype and others carry it. */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    /** Standard JSON Schema v1: zod since 4.2 and arktype carry it; valibot by `toStandardJsonSchema`. */
    readonly jsonSchema?: StandardJsonSchemaConverter | undefined
  }
}

export interface StandardJsonSchemaConverter {
  /** What a value must be before the schema transforms it. Throws where JSON Schema has no words for it. */
  readonly input: (options: { readonly target: 'draft-2020-12' | 'draft-07' }) => Record<string, unknown>
}

export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}
