/** HTTP status by exception name: the service model of 2026-07, AWS's page of common errors, and recordings. */
const statuses = {
  AccessDeniedException: 403,
  ExpiredTokenException: 403,
  IncompleteSignatureException: 400,
  InternalServerException: 500,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  ModelErrorException: 424,
  ModelNotReadyException: 429,
  ModelStreamErrorException: 424,
  ModelTimeoutException: 408,
  ResourceNotFoundException: 404,
  SerializationException: 400,
  ServiceQuotaExceededException: 400,
  ServiceUnavailableException: 503,
  ThrottlingException: 429,
  UnknownOperationException: 404,
  UnrecognizedClientException: 403,
  ValidationException: 400,
} as const

/** An exception that Bedrock sends as an HTTP error. */
export type ExceptionName = keyof typeof statuses

export const isExceptionName = (name: string): name is ExceptionName => Object.hasOwn(statuses, name)

/** A request refused as Bedrock refuses it: thrown inside, and turned into a response at the rim. */
export class Refusal extends Error {
  readonly exception: ExceptionName
  readonly status: number

  constructor(exception: ExceptionName, message: string) {
    super(message)
    this.name = 'Refusal'
    this.exception = exception
    this.status = statuses[exception]
  }
}

/** The refusal of a request that breaks one of the service's rules. */
export const invalid = (message: string): Refusal => new Refusal('ValidationException', message)
