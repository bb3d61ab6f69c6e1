/** What went wrong. Closed: a new kind is a new version. */
export type BedrockErrorCode =
  | 'invalid-argument'
  | 'unknown-family'
  | 'unsupported'
  | 'no-region'
  | 'no-credentials'
  | 'broken-credentials'
  | 'access-denied'
  | 'invalid-credentials'
  | 'expired-credentials'
  | 'invalid-signature'
  | 'expired-signature'
  | 'validation'
  | 'context-overflow'
  | 'not-found'
  | 'conflict'
  | 'quota-exceeded'
  | 'throttled'
  | 'model-not-ready'
  | 'model-timeout'
  | 'model-error'
  | 'unavailable'
  | 'server-error'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'truncated'
  | 'corrupt'
  | 'malformed'
  | 'invalid-object'
  | 'unknown'

const brand = /* @__PURE__ */ Symbol.for('@x/bedrock-core.error')

/** Codes after which the same call may succeed. */
const retryable: ReadonlySet<BedrockErrorCode> = /* @__PURE__ */ new Set<BedrockErrorCode>([
  'throttled',
  'model-not-ready',
  'model-timeout',
  'model-error',
  'unavailable',
  'server-error',
  'network',
  'timeout',
  'truncated',
  'corrupt',
])

/** Undefined counts as absent. */
export interface BedrockErrorDetails {
  readonly cause?: unknown
  /** HTTP status; absent for what failed before or beside HTTP. */
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  /** AWS's own name, such as `ThrottlingException`. */
  readonly awsName?: string | undefined
  /** Seconds the service asks to wait. */
  readonly retryAfter?: number | undefined
  /** Overrides the code's own answer. */
  readonly retryable?: boolean | undefined
  /** How often the call was tried; absent for what failed before the first attempt. */
  readonly attempts?: number | undefined
  /** What had arrived before the failure; a `PartialGeneration` once an answer had begun. */
  readonly partial?: unknown
}

/**
 * The one error of every package. The message says what failed, then what to do. It never holds a credential or a header
 * value; of the service's own words, which may quote a prompt, at most 500 characters.
 */
export class BedrockError<Code extends BedrockErrorCode = BedrockErrorCode> extends Error {
  override readonly name: string = 'BedrockError'
  // Set by the constructor; without `declare` each would be written out twice.
  declare readonly code: Code
  declare readonly retryable: boolean
  declare readonly status: number | undefined
  declare readonly requestId: string | undefined
  declare readonly awsName: string | undefined
  declare readonly retryAfter: number | undefined
  declare readonly attempts: number | undefined
  declare readonly partial: unknown

  constructor(code: Code, message: string, details: BedrockErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : details)
    Object.defineProperty(this, brand, { value: true })
    this.code = code
    this.retryable = details.retryable ?? retryable.has(code)
    this.status = details.status
    this.requestId = details.requestId
    this.awsName = details.awsName
    this.retryAfter = details.retryAfter
    this.attempts = details.attempts
    this.partial = details.partial
  }

  /** Recognises errors of another copy of this package too; with a code, only that kind. */
  static is<Code extends BedrockErrorCode = BedrockErrorCode>(
    error: unknown,
    code?: Code,
  ): error is BedrockError<Code> {
    return error instanceof Error && brand in error && (code === undefined || ('code' in error && error.code === code))
  }
}
