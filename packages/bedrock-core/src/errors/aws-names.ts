import type { BedrockErrorCode } from './bedrock-error.ts'

/** What an AWS error name means and what helps, for HTTP errors and exception frames alike. */
export interface AwsName {
  readonly code: BedrockErrorCode
  readonly advice: string
}

const access =
  'Check that the model is enabled for this account and region and that the identity may call bedrock:InvokeModel.'
const keys = 'Check the access key, its secret and, for temporary keys, the session token.'
const renew = 'Get new credentials and try again.'
const later = 'Try again a little later.'

/**
 * Keyed by the name without `Exception`, lower-case: the header says `ThrottlingException`, a frame `throttlingException`.
 * Names from the service model of 2026-07 and from AWS's page of common errors.
 */
const names: Readonly<Record<string, AwsName>> = {
  accessdenied: { code: 'access-denied', advice: access },
  conflict: { code: 'conflict', advice: later },
  internalserver: { code: 'server-error', advice: later },
  internalfailure: { code: 'server-error', advice: later },
  modelerror: { code: 'model-error', advice: 'The model itself failed; try again.' },
  modelnotready: { code: 'model-not-ready', advice: 'The model is starting; try again shortly.' },
  modelstreamerror: { code: 'model-error', advice: 'The model failed while answering; try again.' },
  modeltimeout: { code: 'model-timeout', advice: 'Ask for less, or try again.' },
  resourcenotfound: { code: 'not-found', advice: 'Check the model id and the region.' },
  servicequotaexceeded: { code: 'quota-exceeded', advice: 'Ask AWS for a higher quota, or use another region.' },
  serviceunavailable: { code: 'unavailable', advice: later },
  throttling: { code: 'throttled', advice: 'Wait, send less at once, or ask AWS for a higher quota.' },
  toomanyrequests: { code: 'throttled', advice: 'Wait, send less at once, or ask AWS for a higher quota.' },
  validation: { code: 'validation', advice: 'Change the request as the message says.' },
  unrecognizedclient: { code: 'invalid-credentials', advice: keys },
  invalidclienttokenid: { code: 'invalid-credentials', advice: keys },
  invalidsignature: { code: 'invalid-signature', advice: keys },
  signaturedoesnotmatch: { code: 'invalid-signature', advice: keys },
  incompletesignature: { code: 'invalid-signature', advice: keys },
  missingauthenticationtoken: { code: 'no-credentials', advice: 'Pass auth to createBedrock.' },
  expiredtoken: { code: 'expired-credentials', advice: renew },
  requestexpired: { code: 'expired-signature', advice: 'Set this machine’s clock and try again.' },
  optinrequired: { code: 'access-denied', advice: access },
  ftuformnotfilled: {
    code: 'access-denied',
    advice: 'Fill in the model provider’s use-case form in the Bedrock console.',
  },
}

const byStatus: Readonly<Record<number, AwsName>> = {
  400: { code: 'validation', advice: 'Change the request as the message says.' },
  401: { code: 'invalid-credentials', advice: keys },
  403: { code: 'access-denied', advice: access },
  404: { code: 'not-found', advice: 'Check the model id, the region and the endpoint.' },
  408: { code: 'model-timeout', advice: 'Ask for less, or try again.' },
  413: { code: 'validation', advice: 'Send a smaller request.' },
  424: { code: 'model-error', advice: 'The model itself failed; try again.' },
  429: { code: 'throttled', advice: 'Wait, send less at once, or ask AWS for a higher quota.' },
  503: { code: 'unavailable', advice: later },
}

/** Texts by which models and the service say that a prompt is too long (recorded, and collected by other clients). */
const overflow =
  /input is too long|input tokens exceeded|input length and `max_tokens` exceed context limit|too many total text bytes|prompt is too long/i

/** `ValidationException:http://…`, `com.amazonaws…#ValidationException` and `validationException` are one name. */
export const bareAwsName = (name: string): string => {
  const afterHash = name.slice(name.lastIndexOf('#') + 1)
  return afterHash.split(/[:,]/, 1)[0] ?? ''
}

/** The meaning of an AWS error name; the status and the message decide where the name does not. */
export const meaningOf = (name: string | undefined, status: number | undefined, message: string): AwsName => {
  const key =
    name === undefined
      ? ''
      : bareAwsName(name)
          .replace(/(Exception|Error)$/, '')
          .toLowerCase()
  const named = Object.hasOwn(names, key) ? names[key] : undefined
  const meaning = named ??
    (status === undefined ? undefined : byStatus[status]) ??
    ((status ?? 0) >= 500 ? names['internalserver'] : undefined) ?? {
      code: 'unknown' as const,
      advice: 'See the message.',
    }
  return refine(meaning, message)
}

/** Some codes hold several failures that only their message tells apart. */
const refine = (meaning: AwsName, message: string): AwsName => {
  if (meaning.code === 'validation' && overflow.test(message))
    return { code: 'context-overflow', advice: 'Shorten the conversation or choose a model with a larger context.' }
  if (meaning.code === 'validation' && /on-demand throughput isn/i.test(message))
    return {
      ...meaning,
      advice: 'Put an inference profile’s geography before the model id, such as "us." or "global.".',
    }
  if (meaning.code === 'validation' && /model identifier is invalid/i.test(message))
    return { ...meaning, advice: 'Check the model id’s spelling and that the region has it.' }
  if (meaning.code === 'unavailable' && /throttl/i.test(message)) return names['throttling'] ?? meaning
  if (/signature expired|not yet current/i.test(message))
    return { code: 'expired-signature', advice: 'Set this machine’s clock; requests are signed anew on each attempt.' }
  if (/security token included in the request is expired/i.test(message))
    return { code: 'expired-credentials', advice: renew }
  if (/security token included in the request is invalid/i.test(message))
    return { code: 'invalid-credentials', advice: keys }
  return meaning
}
