/** Where answers come from, as the page may show it. Never holds a secret. */
export interface Place {
  readonly simulated: boolean
  readonly label: string
  /** How it signs in, or who answers, in two or three words. */
  readonly by: string
  readonly detail: string
  readonly region: string
  /** What is set and not used, or looks like a mistake. */
  readonly notices: readonly string[]
}

export type Environment = Readonly<Record<string, string | undefined>>

const read = (environment: Environment, name: string): string | undefined => environment[name]?.trim() || undefined

interface Way {
  /** All of them must be set. */
  readonly variables: readonly string[]
  readonly by: (environment: Environment) => string
  /** The same in a sentence. */
  readonly words: (environment: Environment) => string
}

const profile = (environment: Environment): string => `profile “${read(environment, 'AWS_PROFILE')}”`
const container = { by: () => 'container role', words: () => 'the container’s role' } as const

/** Ways to sign in, in the order in which they count. */
const ways: readonly Way[] = [
  { variables: ['AWS_BEARER_TOKEN_BEDROCK'], by: () => 'API key', words: () => 'a Bedrock API key' },
  {
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
    by: () => 'temporary access keys',
    words: () => 'temporary access keys (Signature Version 4)',
  },
  {
    variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
    by: () => 'access key',
    words: () => 'an access key (Signature Version 4)',
  },
  { variables: ['AWS_PROFILE'], by: profile, words: (environment) => `the ${profile(environment)} of ~/.aws` },
  {
    variables: ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'],
    by: () => 'web identity',
    words: () => 'a web identity',
  },
  { variables: ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'], ...container },
  { variables: ['AWS_CONTAINER_CREDENTIALS_FULL_URI'], ...container },
]

const wayOf = (environment: Environment): Way | undefined =>
  ways.find(({ variables }) => variables.every((name) => read(environment, name) !== undefined))

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
    ...(wayOf(environment)?.variables[0] !== 'AWS_PROFILE' && has('AWS_PROFILE')
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
    by: proxied ? 'your own model' : 'scripted answers',
    detail: `No AWS credentials are in use. A Bedrock on this machine checks the signatures and ${proxied ? 'passes questions on to a model of yours' : 'plays scripted answers'}.`,
    region: regionOf(environment),
    notices: (environment[simulatedNotices] ?? '').split('\n').filter(Boolean),
  }
}

/** Tells the page where it is: the region and the kind of credential, not the credential. */
export const placeOf = (environment: Environment): Place => {
  if (read(environment, simulatedFlag) !== undefined) return localPlace(environment)
  const region = regionOf(environment)
  const way = wayOf(environment)
  const signsIn = way?.words(environment) ?? 'whatever this machine has (profile, container or instance)'
  const where = isRegionSet(environment)
    ? region
    : read(environment, 'AWS_PROFILE') === undefined
      ? `${region} by default`
      : 'the profile’s region'
  const endpoint = read(environment, 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME') ?? read(environment, 'AWS_ENDPOINT_URL')
  return {
    simulated: false,
    label: `AWS · ${where}`,
    by: way?.by(environment) ?? 'this machine’s credentials',
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
