import type { BedrockErrorCode } from './bedrock-error.ts'

/** What an AWS error name means and what helps, for HTTP errors and exception frames alike. */
export interface AwsName {
  readonly code: BedrockErrorCode
  readonly advice: string
}

interface Meaning extends AwsName {
  /** Without `Exception`, lower-case: the header says `ThrottlingException`, a frame `throttlingException`. */
  readonly names: readonly string[]
  /** The HTTP status that means this where no name is known. */
  readonly status?: number
}

const keys = 'Check the access key, its secret and, for temporary keys, the session token.'
const later = 'Try again a little later.'

/** Names from the service model of 2026-07 and from AWS's page of common errors. */
const meanings: readonly Meaning[] = [
  {
    code: 'access-denied',
    advice:
      'Check that the model is enabled for this account and region and that the identity may call bedrock:InvokeModel.',
    names: ['accessdenied', 'optinrequired'],
    status: 403,
  },
  {
    code: 'access-denied',
    advice: 'Fill in the model provider’s use-case form in the Bedrock console.',
    names: ['ftuformnotfilled'],
  },
  { code: 'conflict', advice: later, names: ['conflict'] },
  { code: 'server-error', advice: later, names: ['internalserver', 'internalfailure'], status: 500 },
  { code: 'unavailable', advice: later, names: ['serviceunavailable'], status: 503 },
  {
    code: 'model-error',
    advice: 'The model itself failed; try again.',
    names: ['modelerror', 'modelstreamerror'],
    status: 424,
  },
  { code: 'model-not-ready', advice: 'The model is starting; try again shortly.', names: ['modelnotready'] },
  { code: 'model-timeout', advice: 'Ask for less, or try again.', names: ['modeltimeout'], status: 408 },
  {
    code: 'not-found',
    advice: 'Check the model id, the region and the endpoint.',
    names: ['resourcenotfound'],
    status: 404,
  },
  {
    code: 'quota-exceeded',
    advice: 'Ask AWS for a higher quota, or use another region.',
    names: ['servicequotaexceeded'],
  },
  {
    code: 'throttled',
    advice: 'Wait, send less at once, or ask AWS for a higher quota.',
    names: ['throttling', 'toomanyrequests'],
    status: 429,
  },
  { code: 'validation', advice: 'Change the request as the message says.', names: ['validation'], status: 400 },
  { code: 'validation', advice: 'Send a smaller request.', names: [], status: 413 },
  {
    code: 'invalid-credentials',
    advice: keys,
    names: ['unrecognizedclient', 'invalidclienttokenid'],
    status: 401,
  },
  {
    code: 'invalid-signature',
    advice: keys,
    names: ['invalidsignature', 'signaturedoesnotmatch', 'incompletesignature'],
  },
  { code: 'no-credentials', advice: 'Pass auth to createBedrock.', names: ['missingauthenticationtoken'] },
  { code: 'expired-credentials', advice: 'Get new credentials and try again.', names: ['expiredtoken'] },
  {
    code: 'expired-signature',
    advice: 'Set this machine’s clock; requests are signed anew on each attempt.',
    names: ['requestexpired'],
  },
]

/** Failures that only the message tells apart; texts recorded, and collected by other clients. */
const refinements: readonly {
  /** The code by name or status that holds this failure too; absent: any. */
  readonly within?: BedrockErrorCode
  readonly says: RegExp
  readonly code: BedrockErrorCode
  /** Absent: what the code always advises. */
  readonly advice?: string
}[] = [
  {
    within: 'validation',
    says: /input is too long|input tokens exceeded|input length and `max_tokens` exceed context limit|too many total text bytes|prompt is too long/i,
    code: 'context-overflow',
    advice: 'Shorten the conversation or choose a model with a larger context.',
  },
  {
    within: 'validation',
    says: /on-demand throughput isn/i,
    code: 'validation',
    advice: 'Put an inference profile’s geography before the model id, such as "us." or "global.".',
  },
  {
    within: 'validation',
    says: /model identifier is invalid/i,
    code: 'validation',
    advice: 'Check the model id’s spelling and that the region has it.',
  },
  {
    within: 'access-denied',
    says: /\bapi key\b/i,
    code: 'invalid-credentials',
    advice: 'Copy the Bedrock API key again, or make a new one.',
  },
  { within: 'unavailable', says: /throttl/i, code: 'throttled' },
  { says: /signature expired|not yet current/i, code: 'expired-signature' },
  { says: /security token included in the request is expired/i, code: 'expired-credentials' },
  { says: /security token included in the request is invalid/i, code: 'invalid-credentials' },
]

/** `ValidationException:http://…`, `com.amazonaws…#ValidationException` and `validationException` are one name. */
export const bareAwsName = (name: string): string => {
  const afterHash = name.slice(name.lastIndexOf('#') + 1)
  return afterHash.split(/[:,]/, 1)[0] ?? ''
}

const byStatus = (status: number): AwsName | undefined =>
  meanings.find((meaning) => meaning.status === status) ?? (status > 500 ? byStatus(500) : undefined)

/** The meaning of an AWS error name; the status and the message decide where the name does not. */
export const meaningOf = (name: string | undefined, status: number | undefined, message: string): AwsName => {
  const key = bareAwsName(name ?? '')
    .replace(/(Exception|Error)$/, '')
    .toLowerCase()
  const { code, advice } = meanings.find(({ names }) => names.includes(key)) ??
    byStatus(status ?? 0) ?? { code: 'unknown', advice: 'See the message.' }
  const refined = refinements.find(({ within = code, says }) => within === code && says.test(message))
  if (refined === undefined) return { code, advice }
  const usual = meanings.find((meaning) => meaning.code === refined.code)?.advice
  return { code: refined.code, advice: refined.advice ?? usual ?? advice }
}
