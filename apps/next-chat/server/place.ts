/** Where answers come from, as the page may show it. Never holds a secret. */
export interface Place {
  readonly simulated: boolean
  readonly label: string
  readonly detail: string
  readonly region: string
  /** What is set and not used, or looks like a mistake. */
  readonly notices: readonly string[]
}

export type Environment = Readonly<Record<string, string | undefined>>

const read = (environment: Environment, name: string): string | undefined => environment[name]?.trim() || undefined

/** Ways to sign in, in the order in which they count; each by the variables that must all be set. */
const ways: readonly (readonly [variables: readonly string[], words: (environment: Environment) => string])[] = [
  [['AWS_BEARER_TOKEN_BEDROCK'], () => 'a Bedrock API key'],
  [
    ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    () => 'temporary access keys (Signature Version 4)',
  ],
  [['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'], () => 'an access key (Signature Version 4)'],
  [['AWS_PROFILE'], (environment) => `the profile “${read(environment, 'AWS_PROFILE')}” of ~/.aws`],
  [['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'], () => 'a web identity'],
  [['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'], () => 'the container’s role'],
  [['AWS_CONTAINER_CREDENTIALS_FULL_URI'], () => 'the container’s role'],
]

const wayOf = (environment: Environment) =>
  ways.find(([variables]) => variables.every((name) => read(environment, name) !== undefined))

/** Whether the environment names what signs a call to AWS. */
export const hasCredentials = (environment: Environment): boolean => wayOf(environment) !== undefined

/** Pairs of which one without the other does nothing. */
const pairs = [
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
  ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'],
] as const

const noticesOf = (environment: Environment): readonly string[] => {
  const has = (name: string): boolean => read(environment, name) !== undefined
  return [
    ...pairs
      .filter(([one, other]) => has(one) && !has(other))
      .map(([one, other]) => `${one} is set without ${other}, so it is not used.`),
    ...(wayOf(environment)?.[0][0] !== 'AWS_PROFILE' && has('AWS_PROFILE')
      ? ['AWS_PROFILE is set, but other credentials come first, so it is not used to sign in.']
      : []),
  ]
}

/** Set by `startLocalBedrockIfNeeded`; the rest of the app reads only these. */
export const simulatedFlag = 'BEDROCK_SIMULATED'
export const simulatedNotices = 'BEDROCK_SIMULATED_NOTICES'

export const noticesBefore = (environment: Environment): string => noticesOf(environment).join('\n')

/** The region that calls go to, as far as the environment says it. */
export const regionOf = (environment: Environment): string =>
  read(environment, 'AWS_REGION') ?? read(environment, 'AWS_DEFAULT_REGION') ?? 'us-east-1'

const isRegionSet = (environment: Environment): boolean =>
  ['AWS_REGION', 'AWS_DEFAULT_REGION'].some((name) => read(environment, name) !== undefined)

const localPlace = (environment: Environment): Place => {
  const proxied = read(environment, 'LOCAL_BEDROCK_PROXY') !== undefined
  return {
    simulated: true,
    label: proxied ? 'Local Bedrock (proxied)' : 'Local Bedrock (simulated)',
    detail: `No AWS credentials are in use. A Bedrock on this machine checks the signatures and ${proxied ? 'passes questions on to a model of yours' : 'plays scripted answers'}.`,
    region: regionOf(environment),
    notices: (environment[simulatedNotices] ?? '').split('\n').filter(Boolean),
  }
}

/** Tells the page where it is: the region and the kind of credential, not the credential. */
export const placeOf = (environment: Environment): Place => {
  if (read(environment, simulatedFlag) !== undefined) return localPlace(environment)
  const region = regionOf(environment)
  const signsIn = wayOf(environment)?.[1](environment) ?? 'whatever this machine has (profile, container or instance)'
  const where = isRegionSet(environment)
    ? region
    : read(environment, 'AWS_PROFILE') === undefined
      ? `${region} by default`
      : 'the profile’s region'
  const endpoint = read(environment, 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME') ?? read(environment, 'AWS_ENDPOINT_URL')
  return {
    simulated: false,
    label: `AWS · ${where}`,
    detail: `Amazon Bedrock in ${where}, signed in with ${signsIn}.`,
    region,
    notices: [
      ...noticesOf(environment),
      ...(isRegionSet(environment) ? [] : [`No region is set. Set AWS_REGION; until then ${where} is asked.`]),
      ...(endpoint === undefined
        ? []
        : [
            `Calls go to the endpoint ${URL.canParse(endpoint) ? new URL(endpoint).host : 'of AWS_ENDPOINT_URL_BEDROCK_RUNTIME'}, not to AWS’s own.`,
          ]),
    ],
  }
}
