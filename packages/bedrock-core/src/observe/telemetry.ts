import {
  type Attributes,
  context,
  type Meter,
  metrics,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { CallMiddleware } from '../client/around.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { Generation } from '../speech/generation.ts'
import type { UsageCounts } from '../speech/usage.ts'
import { answerContent, promptContent } from './content.ts'
import { answerOf, commonOf, requestOf, usageAttributes } from './described.ts'
import { measuresOf } from './measures.ts'
import { attributes as name, operations } from './names.ts'

export interface TelemetryOptions {
  /** Default: that of the tracer provider that is registered when this is called. */
  readonly tracer?: Tracer
  /** Default: that of the meter provider that is registered when this is called. */
  readonly meter?: Meter
  /** Puts prompts, answers and the words of errors into spans: whatever users confide. Default false. */
  readonly captureContent?: boolean
}

const scope = '@x/bedrock-core'

export const tracerOf = ({ tracer }: TelemetryOptions): Tracer => tracer ?? trace.getTracer(scope)

/** A code, not a message: the service's words may quote a prompt. */
export const errorTypeOf = (cause: unknown): string =>
  BedrockError.is(cause) ? cause.code : cause instanceof Error ? cause.name : '_OTHER'

export const markFailed = (span: Span, cause: unknown, captureContent: boolean | undefined): void => {
  const type = errorTypeOf(cause)
  const message = captureContent && cause instanceof Error ? cause.message : type
  span.setAttribute(name.errorType, type).setStatus({ code: SpanStatusCode.ERROR, message })
  const requestId = BedrockError.is(cause) ? cause.requestId : undefined
  if (requestId !== undefined) span.setAttribute(name.requestId, requestId)
}

/**
 * OpenTelemetry for every call, by the GenAI conventions: a span `chat {model}` (`embeddings {model}` …) with what was asked
 * and what it used, and the client's metrics. It stands around retries: an attempt more is not a span more. Needs
 * `@opentelemetry/api`.
 */
export const telemetry = (options: TelemetryOptions = {}): CallMiddleware => {
  const { captureContent } = options
  const tracer = tracerOf(options)
  const measures = measuresOf(options.meter ?? metrics.getMeter(scope))

  const begin = (operation: string, subject: string | undefined, asked: Attributes) => {
    const began = performance.now()
    const span = tracer.startSpan(subject === undefined ? operation : `${operation} ${subject}`, {
      kind: SpanKind.CLIENT,
      attributes: asked,
    })
    const common = commonOf(operation, subject)
    const elapsed = (): number => (performance.now() - began) / 1000
    let failed: Attributes = {}
    return {
      span,
      common,
      elapsed,
      within: trace.setSpan(context.active(), span),
      fail: (cause: unknown): void => {
        failed = { [name.errorType]: errorTypeOf(cause) }
        markFailed(span, cause, captureContent)
      },
      end: (): void => {
        measures.duration.record(elapsed(), { ...common, ...failed })
        span.end()
      },
    }
  }

  return {
    async *language(call, next) {
      const { options: asked, stream } = call
      const { span, common, elapsed, within, fail, end } = begin(operations.chat, asked.model.id, {
        ...requestOf(asked, stream),
        ...(captureContent ? promptContent(asked) : {}),
      })
      const answer = context.with(within, () => next(call))
      const finished = (generation: Generation): void => {
        span.setAttributes({ ...answerOf(generation), ...(captureContent ? answerContent(generation) : {}) })
        measures.tokens(generation.usage, { ...common, [name.responseModel]: generation.response.modelName })
      }
      let begun = false
      try {
        for (;;) {
          // Spans of the transport become children of this one.
          const { value: parts, done } = await context.with(within, () => answer.next())
          if (done) return
          if (!begun && stream) {
            span.setAttribute(name.timeToFirstChunk, elapsed())
            measures.firstChunk.record(elapsed(), common)
          }
          begun = true
          const last = parts.at(-1)
          if (last?.type === 'finish') finished(last.generation)
          yield parts
        }
      } catch (cause) {
        fail(cause)
        throw cause
      } finally {
        await context.with(within, () => answer.return())
        end()
      }
    },
    whole: async ({ verb, options: asked }, next) => {
      const { model } = asked
      const operation = operations[verb]
      const dimensions = 'dimensions' in asked && typeof asked.dimensions === 'number' ? asked.dimensions : undefined
      const { span, common, within, fail, end } = begin(operation, model?.id, {
        ...commonOf(operation, model?.id),
        ...(dimensions === undefined ? {} : { [name.dimensions]: dimensions }),
      })
      try {
        const result = await context.with(within, () => next(asked))
        const usage: UsageCounts | undefined = verb === 'applyGuardrail' ? undefined : result.usage
        if (usage !== undefined) {
          span.setAttributes(usageAttributes(usage))
          measures.tokens(usage, common)
        }
        const requestId = result.response?.requestId ?? result.responses?.[0]?.requestId
        if (requestId !== undefined) span.setAttribute(name.requestId, requestId)
        return result
      } catch (cause) {
        fail(cause)
        throw cause
      } finally {
        end()
      }
    },
  }
}
