/** Where answers come from, as the page may show it. */
export interface Place {
  readonly simulated: boolean
  readonly label: string
  readonly detail: string
}

type Environment = Readonly<Record<string, string | undefined>>

const has = (environment: Environment, name: string): boolean => (environment[name] ?? '').trim() !== ''

/** Whether the environment holds what signs a call to AWS. */
export const hasCredentials = (environment: Environment): boolean =>
  has(environment, 'AWS_BEARER_TOKEN_BEDROCK') ||
  (has(environment, 'AWS_ACCESS_KEY_ID') && has(environment, 'AWS_SECRET_ACCESS_KEY'))

/** Set by `startLocalBedrockIfNeeded`; the rest of the app reads only this. */
export const simulatedFlag = 'BEDROCK_SIMULATED'

/** Tells the page where it is. Never a secret: the region and the kind of credential, not the credential. */
export const placeOf = (environment: Environment): Place => {
  if (has(environment, simulatedFlag))
    return {
      simulated: true,
      label: 'Local Bedrock (simulated)',
      detail: 'No AWS credentials are set. A Bedrock on this machine checks the signatures and plays scripted answers.',
    }
  const region = environment['AWS_REGION']?.trim() || environment['AWS_DEFAULT_REGION']?.trim() || 'no region set'
  const signsIn = has(environment, 'AWS_BEARER_TOKEN_BEDROCK')
    ? 'a Bedrock API key'
    : 'an access key (Signature Version 4)'
  return {
    simulated: false,
    label: `AWS · ${region}`,
    detail: `Amazon Bedrock in ${region}, signed in with ${signsIn}.`,
  }
}
