import type { Profile, Section } from './read-profile.ts'

interface Kind {
  /** All of these, and any of those. */
  readonly all?: readonly string[]
  readonly any: readonly string[]
  readonly is: string
  readonly advice: (profile: string) => string
}

const role = {
  is: 'a role',
  advice: (name: string): string =>
    `Check role_arn and source_profile or credential_source of profile ${name}, and the role's trust.`,
}

/** What a profile may hold that leads to credentials, in the order of AWS's provider, and what to do when it fails. */
const kinds: readonly Kind[] = [
  { ...role, all: ['role_arn'], any: ['source_profile', 'credential_source'] },
  {
    any: ['aws_access_key_id', 'aws_secret_access_key'],
    is: 'an access key',
    advice: (name) => `Check aws_access_key_id and aws_secret_access_key of profile ${name}.`,
  },
  {
    any: ['web_identity_token_file'],
    is: 'a web identity',
    advice: (name) => `Check web_identity_token_file and role_arn of profile ${name}.`,
  },
  {
    any: ['credential_process'],
    is: 'a process',
    advice: (name) => `Run the credential_process of profile ${name} by hand and see what it says.`,
  },
  {
    any: ['sso_session', 'sso_start_url', 'sso_account_id', 'sso_region', 'sso_role_name'],
    is: 'SSO',
    advice: (name) => `Run: aws sso login --profile ${name}.`,
  },
  { any: ['login_session'], is: 'aws login', advice: (name) => `Run: aws login --profile ${name}.` },
  { ...role, any: ['role_arn', 'source_profile', 'credential_source'] },
]

const kindOf = (section: Section): Kind | undefined =>
  kinds.find(
    ({ all = [], any }) =>
      all.every((key) => section[key] !== undefined) && any.some((key) => section[key] !== undefined),
  )

/** Whether a section holds anything that leads to credentials. */
export const leadsToCredentials = (section: Section): boolean => kindOf(section) !== undefined

interface Link {
  readonly name: string
  readonly kind: Kind
}

/** The profile, then the one its role is assumed from, and so on. */
const linksOf = ({ name, profiles }: Profile): readonly Link[] => {
  const links: Link[] = []
  for (let next: string | undefined = name; next !== undefined && !links.some((link) => link.name === next); ) {
    const section: Section | undefined = profiles[next]
    const kind: Kind | undefined = section && kindOf(section)
    if (kind !== undefined) links.push({ name: next, kind })
    next = kind?.all === undefined ? undefined : section?.['source_profile']
  }
  return links
}

/** Such as `profile dev (a role from SSO)`. */
export const describeProfile = (profile: Profile): string => {
  const links = linksOf(profile).map(({ kind }) => kind.is)
  return `profile ${profile.name}${links.length === 0 ? '' : ` (${links.join(' from ')})`}`
}

/** What to do when its credentials do not come: the end of the chain fails more often than its roles. */
export const adviceFor = (profile: Profile): string => {
  const last = linksOf(profile).at(-1)
  return last === undefined ? `Check profile ${profile.name}.` : last.kind.advice(last.name)
}
