import { context, type Span, SpanKind, trace } from '@opentelemetry/api'
import type { Tool, ToolContext } from '../tools/tool.ts'
import type { ToolSet } from '../tools/tool-set.ts'
import { attributes as name, operations } from './names.ts'
import { markFailed, type TelemetryOptions, tracerOf } from './telemetry.ts'

const isMany = (given: unknown): given is AsyncIterable<unknown> =>
  typeof given === 'object' && given !== null && Symbol.asyncIterator in given

/** A span that ends with what it stands for, which fails as it fails. */
class Spanned {
  readonly #span: Span
  readonly #options: TelemetryOptions

  constructor(span: Span, options: TelemetryOptions) {
    this.#span = span
    this.#options = options
  }

  fail(cause: unknown): never {
    markFailed(this.#span, cause, this.#options.captureContent)
    this.#span.end()
    throw cause
  }

  end(output: unknown): void {
    if (this.#options.captureContent) this.#span.setAttribute(name.toolResult, JSON.stringify(output) ?? 'null')
    this.#span.end()
  }

  async *many(given: AsyncIterable<unknown>): AsyncGenerator<unknown, void> {
    let output: unknown
    let whole = false
    try {
      for await (output of given) yield output
      whole = true
    } catch (cause) {
      this.fail(cause)
    } finally {
      if (whole) this.end(output)
    }
  }

  async one(given: unknown): Promise<unknown> {
    try {
      const output = await given
      this.end(output)
      return output
    } catch (cause) {
      return this.fail(cause)
    }
  }
}

const traced = (toolName: string, tool: Tool, options: TelemetryOptions): Tool => {
  if (tool.execute === undefined) return tool
  const { description } = tool
  const execute = (input: unknown, given: ToolContext): unknown => {
    const span = tracerOf(options).startSpan(`${operations.tool} ${toolName}`, {
      kind: SpanKind.INTERNAL,
      attributes: {
        [name.operation]: operations.tool,
        [name.toolName]: toolName,
        [name.toolCallId]: given.toolCallId,
        [name.toolType]: 'function',
        ...(description === undefined ? {} : { [name.toolDescription]: description }),
        ...(options.captureContent ? { [name.toolArguments]: JSON.stringify(input) } : {}),
      },
    })
    const spanned = new Spanned(span, options)
    const within = trace.setSpan(context.active(), span)
    try {
      const output = context.with(within, () => tool.execute?.(input, given))
      return isMany(output) ? spanned.many(output) : spanned.one(output)
    } catch (cause) {
      return spanned.fail(cause)
    }
  }
  return { ...tool, execute }
}

/** Tools for `runTools` whose every execution is a span `execute_tool {name}`. */
export const tracedTools = <Tools extends ToolSet>(tools: Tools, options: TelemetryOptions = {}): Tools =>
  Object.fromEntries(
    Object.entries(tools).map(([toolName, tool]) => [toolName, traced(toolName, tool, options)]),
  ) as Tools
