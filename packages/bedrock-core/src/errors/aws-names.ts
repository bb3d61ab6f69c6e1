import type { BedrockErrorCode } from './bedrock-error.ts'

/** What an AWS error name means and what helps, for HTTP errors and exception frames alike. */
export interface AwsName {
  readonly code: BedrockErrorCode
  readonly advice: string
}

type Meaning = readonly [
  code: BedrockErrorCode,
  advice: string,
  /** Without `Exception`, lower-case: the header says `ThrottlingException`, a frame `throttlingException`. */
  names: string | undefined,
  /** The HTTP status that means this where no name is known. */
  status?: number,
]

const keys = 'Check the access key, its secret and, for temporary keys, the session token.'
const later = 'Try again a little later.'

/** Names from the service model of 2026-07 and from AWS's page of common errors. */
const meanings: readonly Meaning[] = [
  [
    'access-denied',
    'Check that the model is enabled for this account and region and that the identity may call bedrock:InvokeModel.',
    'accessdenied optinrequired',
    403,
  ],
  ['access-denied', 'Fill in the model provider’s use-case form in the Bedrock console.', 'ftuformnotfilled'],
  ['conflict', later, 'conflict'],
  ['server-error', later, 'internalserver internalfailure', 500],
  ['unavailable', later, 'serviceunavailable', 503],
  ['model-error', 'The model itself failed; try again.', 'modelerror modelstreamerror', 424],
  ['model-not-ready', 'The model is starting; try again shortly.', 'modelnotready'],
  ['model-timeout', 'Ask for less, or try again.', 'modeltimeout', 408],
  ['not-found', 'Check the model id, the region and the endpoint.', 'resourcenotfound', 404],
  ['quota-exceeded', 'Ask AWS for a higher quota, or use another region.', 'servicequotaexceeded'],
  ['throttled', 'Wait, send less at once, or ask AWS for a higher quota.', 'throttling toomanyrequests', 429],
  ['validation', 'Change the request as the message says.', 'validation', 400],
  ['validation', 'Send a smaller request.', undefined, 413],
  ['invalid-credentials', keys, 'unrecognizedclient invalidclienttokenid', 401],
  ['invalid-signature', keys, 'invalidsignature signaturedoesnotmatch incompletesignature'],
  ['no-credentials', 'Pass auth to createBedrock.', 'missingauthenticationtoken'],
  ['expired-credentials', 'Get new credentials and try again.', 'expiredtoken'],
  ['expired-signature', 'Set this machine’s clock; requests are signed anew on each attempt.', 'requestexpired'],
]

/** Failures that only the message tells apart; texts recorded, and collected by other clients. */
const refinements: readonly (readonly [
  says: RegExp,
  code: BedrockErrorCode,
  /** The code by name or status that holds this failure too; absent: any. */
  within?: BedrockErrorCode,
  /** Absent: what the code always advises. */
  advice?: string,
])[] = [
  [
    /input is too long|input tokens exceeded|input length and `max_tokens` exceed context limit|too many total text bytes|prompt is too long/i,
    'context-overflow',
    'validation',
    'Shorten the conversation or choose a model with a larger context.',
  ],
  [
    /on-demand throughput isn/i,
    'validation',
    'validation',
    'Ask its inference profile: put "us.", "eu.", "apac.", "jp.", "au.", "us-gov." or "global." before the id.',
  ],
  [
    /model identifier is invalid/i,
    'validation',
    'validation',
    'Check the model id’s spelling and that the region has it.',
  ],
  [/\bapi key\b/i, 'invalid-credentials', 'access-denied', 'Copy the Bedrock API key again, or make a new one.'],
  [/throttl/i, 'throttled', 'unavailable'],
  [/signature expired|not yet current/i, 'expired-signature'],
  [/security token included in the request is expired/i, 'expired-credentials'],
  [/security token included in the request is invalid/i, 'invalid-credentials'],
]

/** `ValidationException:http://…`, `com.amazonaws…#ValidationException` and `validationException` are one name. */
export const bareAwsName = (name: string): string => {
  const afterHash = name.slice(name.lastIndexOf('#') + 1)
  return afterHash.split(/[:,]/, 1)[0] ?? ''
}

const byStatus = (status: number): Meaning | undefined =>
  meanings.find((meaning) => meaning[3] === status) ?? (status > 500 ? byStatus(500) : undefined)

/** The meaning of a bare AWS error name; the status and the message decide where the name does not. */
export const meaningOf = (name: string | undefined, status: number | undefined, message: string): AwsName => {
  const key = name?.replace(/(Exception|Error)$/, '').toLowerCase() ?? ''
  const [code, advice] = meanings.find(([, , names]) => names?.split(' ').includes(key)) ??
    byStatus(status ?? 0) ?? ['unknown', 'See the message.']
  const [, refined, , better] =
    refinements.find(([says, , within = code]) => within === code && says.test(message)) ?? []
  if (refined === undefined) return { code, advice }
  const usual = meanings.find(([known]) => known === refined)?.[1]
  return { code: refined, advice: better ?? usual ?? advice }
}
