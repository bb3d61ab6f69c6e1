import { BedrockError } from '../errors/bedrock-error.ts'
import type { InferSchema, Schema } from '../schema/infer.ts'
import { objectRoot } from '../schema/object-root.ts'
import { type Checked, readSchema } from '../schema/read-schema.ts'
import type { CacheMark, ToolOutput } from '../speech/content.ts'
import { defined } from '../speech/defined.ts'
import type { Message } from '../speech/message.ts'
import type { ToolDefinition } from '../speech/tool.ts'

/** What a tool learns of the call beside its input. */
export interface ToolContext {
  /** The same when a call is run anew: a key for what must happen once. */
  readonly toolCallId: string
  /** Aborts when the caller leaves. */
  readonly signal: AbortSignal
  /** The conversation up to the call. */
  readonly messages: readonly Message[]
}

/** A value, now or later; or several, of which all but the last are preliminary. */
export type Given<Output> = Output | PromiseLike<Output> | AsyncIterable<Output>

/** A piece of a call's input, as the model writes it. */
export interface ToolInputDelta {
  readonly toolCallId: string
  /** JSON text, cut anywhere. */
  readonly delta: string
}

/**
 * A tool: what the model is told of it, and what it does. `Input` is what the model writes, `Args` what the schema makes of
 * it. Members are methods so that tools of any input fit in one set.
 */
export interface Tool<Input = unknown, Args = Input, Output = unknown> extends Omit<ToolDefinition, 'name'> {
  /** Holds an input to the schema. */
  validate(input: unknown): Promise<Checked<Args>>
  execute?(input: Args, context: ToolContext): Given<Output>
  needsApproval?(input: Args, context: ToolContext): boolean | PromiseLike<boolean>
  toModelOutput?(output: Output): ToolOutput
  onInputDelta?(delta: ToolInputDelta): void
  readonly '~input'?: Input
}

/** What the model writes for a schema, before defaults and transforms; the schema's output where it does not say. */
type InferInput<S> = S extends {
  readonly '~standard': { readonly types?: { readonly input: infer Input } | undefined }
}
  ? unknown extends Input
    ? InferSchema<S>
    : Input
  : InferSchema<S>

export interface ToolDescription<S extends Schema, Output> {
  readonly description?: string
  /** Any Standard Schema (zod, valibot, arktype …) or JSON Schema, of an object. */
  readonly input: S
  /** Ask the service to hold the model to the schema. */
  readonly strict?: boolean
  readonly cache?: CacheMark
  /**
   * Runs the call; the output must be JSON. An async generator's outputs are shown as they come, and the last one counts.
   * Without it the run ends at a call of the tool: somebody else, such as the browser, gives its result.
   */
  readonly execute?: (input: InferSchema<S>, context: ToolContext) => Given<Output>
  /** Whether a person must agree before the call runs. */
  readonly needsApproval?: boolean | ((input: InferSchema<S>, context: ToolContext) => boolean | PromiseLike<boolean>)
  /** What the model is given of an output. Default: a text as it is, anything else as JSON. */
  readonly toModelOutput?: (output: Output) => ToolOutput
  /** Called while the model writes the input. */
  readonly onInputDelta?: (delta: ToolInputDelta) => void
}

/**
 * Makes a tool for `runTools`; `streamText` and `generateText` take it too, and hand its calls out.
 * @throws BedrockError `invalid-argument` for a schema that has no JSON Schema or is not of an object
 */
export const tool = <const S extends Schema, Output = unknown>(
  description: ToolDescription<S, Output>,
): Tool<InferInput<S>, InferSchema<S>, Output> => {
  const { input, needsApproval, ...said } = description
  const { json, validate } = readSchema(input)
  const inputSchema = objectRoot(json)
  if (inputSchema === undefined)
    throw new BedrockError(
      'invalid-argument',
      "A tool's input must be an object. Wrap its schema in an object with one member.",
    )
  const asks = needsApproval === true ? () => true : needsApproval || undefined
  return { ...defined({ ...said, needsApproval: asks }), inputSchema, validate }
}
