import type { CallMiddleware } from '../client/around.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { defined } from '../speech/defined.ts'
import type { Generation, ResponseInfo } from '../speech/generation.ts'
import type { UsageCounts } from '../speech/usage.ts'
import type { Warning } from '../speech/warning.ts'
import { namesSecret, redact } from './redact.ts'

export type LogLevel = 'error' | 'warn' | 'info'

/** One call, after it has ended. */
export interface LogRecord {
  readonly level: LogLevel
  readonly verb: string
  readonly model?: string
  readonly ms: number
  /** Until the first parts of a streamed answer. */
  readonly firstMs?: number
  readonly inputTokens?: number
  readonly outputTokens?: number
  readonly finishReason?: string
  readonly attempts?: number
  readonly requestId?: string
  /** Codes. */
  readonly warnings?: string
  /** The error's code. */
  readonly error?: string
  readonly status?: number
  /** With `content`: what was asked, what was answered, and the error's words. */
  readonly asked?: string
  readonly answered?: string
  readonly message?: string
}

export interface LoggerOptions {
  /** Takes one line a call, `key=value`, and the same as a record. */
  readonly write: (line: string, record: LogRecord) => void
  /** `warn` leaves out what went well at the first attempt and without warnings; `error` all but failures. Default `info`. */
  readonly level?: LogLevel
  /** Adds prompts, answers and the words of errors; what looks like a secret is redacted. Default false. */
  readonly content?: boolean
  /** Secrets of your own, which are never written. */
  readonly secrets?: readonly string[]
}

const order: readonly LogLevel[] = ['error', 'warn', 'info']

/** Anything but a plain word is quoted, so that a line stays one line. */
const shown = (value: string | number): string =>
  typeof value === 'number' || /^[\w.:/,-]+$/.test(value) ? String(value) : JSON.stringify(value)

const lineOf = (record: LogRecord): string =>
  Object.entries(record)
    .map(([key, value]) => `${key}=${shown(value)}`)
    .join(' ')

interface Ended {
  readonly usage?: UsageCounts | undefined
  readonly warnings?: readonly Warning[] | undefined
  readonly response?: Partial<ResponseInfo> | undefined
  readonly more?: Partial<LogRecord>
}

const codes = (warnings: readonly Warning[] | undefined): string | undefined =>
  warnings === undefined || warnings.length === 0 ? undefined : warnings.map(({ code }) => code).join(',')

/** Cleaned before it is quoted: quotes within quotes hide where a secret ends. */
const contentOf = (value: unknown, clean: (text: string) => string): string =>
  JSON.stringify(value, (name, member: unknown) => {
    if (member instanceof Uint8Array) return `${member.length} bytes`
    return typeof member === 'string' ? (namesSecret(name) ? '[redacted]' : clean(member)) : member
  }) ?? ''

/**
 * Writes one line for every call when it has ended: what was asked, how long it took, what it used, how it failed. It never
 * sees headers or signed requests, and writes neither prompts nor answers unless `content` is set; then they are redacted.
 */
export const logger = (options: LoggerOptions): CallMiddleware => {
  const { write, level = 'info', content = false, secrets = [] } = options
  const most = order.indexOf(level)
  const clean = (text: string): string => redact(text, secrets)
  const only = (said: Partial<LogRecord>): Partial<LogRecord> => (content ? said : {})

  const begin = (verb: string, model: string | undefined, asked: unknown) => {
    const began = performance.now()
    const elapsed = (): number => Math.round(performance.now() - began)
    const put = (record: LogRecord): void => {
      if (order.indexOf(record.level) > most) return
      const cleaned = Object.entries(record).map(([key, value]) => [
        key,
        typeof value === 'string' ? clean(value) : value,
      ])
      const safe = Object.fromEntries(cleaned) as LogRecord
      write(lineOf(safe), safe)
    }
    const said = () => ({ ...defined({ model }), ms: elapsed(), ...only({ asked: contentOf(asked, clean) }) })
    return {
      elapsed,
      ended: ({ usage, warnings, response, more }: Ended): void => {
        const remarkable = codes(warnings) !== undefined || (response?.attempts ?? 1) > 1
        put({
          level: remarkable ? 'warn' : 'info',
          verb,
          ...said(),
          ...more,
          ...defined({
            inputTokens: usage?.inputTokens,
            outputTokens: usage?.outputTokens,
            attempts: response?.attempts,
            requestId: response?.requestId,
            warnings: codes(warnings),
          }),
        })
      },
      failed: (cause: unknown): void => {
        const error = BedrockError.is(cause) ? cause : undefined
        const { status, attempts, requestId } = error ?? {}
        const words = cause instanceof Error ? cause.message : String(cause)
        put({
          level: 'error',
          verb,
          ...said(),
          error: error?.code ?? 'unknown',
          ...defined({ status, attempts, requestId }),
          ...only({ message: words }),
        })
      },
    }
  }

  return {
    async *language(call, next) {
      const { model, prompt, messages, system } = call.options
      const { elapsed, ended, failed } = begin(call.stream ? 'streamText' : 'generateText', model.id, {
        system,
        messages,
        prompt,
      })
      let firstMs: number | undefined
      let generation: Generation | undefined
      let settled = false
      try {
        for await (const parts of next(call)) {
          firstMs ??= elapsed()
          const last = parts.at(-1)
          if (last?.type === 'finish') generation = last.generation
          yield parts
        }
        settled = generation !== undefined
      } catch (cause) {
        settled = true
        failed(cause)
        throw cause
      } finally {
        if (generation !== undefined) {
          const { usage, warnings, response, finishReason } = generation
          const first = call.stream ? defined({ firstMs }) : {}
          ended({ usage, warnings, response, more: { ...first, finishReason, ...only({ answered: generation.text }) } })
        } else if (!settled) failed(new BedrockError('aborted', 'The answer was left before its end.'))
      }
    },
    whole: async ({ verb, options: asked }, next) => {
      const { model, signal: _signal, timeout: _timeout, ...rest } = asked
      const { ended, failed } = begin(verb, model?.id, content ? withoutClient(rest) : undefined)
      try {
        const result = await next(asked)
        const usage: UsageCounts | undefined = verb === 'applyGuardrail' ? undefined : result.usage
        ended({ usage, warnings: result.warnings, response: result.response ?? result.responses?.[0] })
        return result
      } catch (cause) {
        failed(cause)
        throw cause
      }
    },
  }
}

/** `applyGuardrail` is given a client, whose insides are nobody's to read. */
const withoutClient = (asked: object): object =>
  Object.fromEntries(Object.entries(asked).filter(([name]) => name !== 'bedrock'))
