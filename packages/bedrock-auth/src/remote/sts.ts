import { checkRegion, endpointOf, type HttpRequest } from '@x/bedrock-core'
import type { Credentials } from '../credentials/credentials.ts'
import { broken } from '../source/provide.ts'
import { credentialsFrom } from './credentials-from.ts'
import { fetchText, type Reach, type TextAnswer } from './fetch-text.ts'
import { xmlText } from './xml.ts'

export interface StsOptions extends Reach {
  /** The region whose STS is asked; default `us-east-1`. */
  readonly region?: string
  /** Instead of AWS's own STS; https unless on this machine. */
  readonly endpoint?: string
}

export const stsRegion = (options: StsOptions): string => checkRegion(options.region ?? 'us-east-1')

const stsUrl = (options: StsOptions): string => {
  const { endpoint } = options
  if (endpoint !== undefined) return `${endpointOf(stsRegion(options), { endpoint })}/`
  // STS stands beside Bedrock in every partition.
  return `${endpointOf(stsRegion(options), {}).replace('bedrock-runtime', 'sts')}/`
}

/** A call to STS as a form; parameters without a value are left out. */
export const stsRequest = (
  options: StsOptions,
  parameters: Readonly<Record<string, string | undefined>>,
): HttpRequest => {
  const form = new URLSearchParams({ Version: '2011-06-15' })
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) form.set(name, value)
  return {
    method: 'POST',
    url: stsUrl(options),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new TextEncoder().encode(form.toString()),
  }
}

/** The error's name and message; STS's messages name roles and keys' ids, no secrets. */
const refusal = ({ status, text }: TextAnswer): string =>
  `STS refused (HTTP ${status} ${xmlText(text, 'Code') ?? 'without a name'}): ${xmlText(text, 'Message') ?? 'no message'}.`

/** @throws BedrockError `broken-credentials` with what STS said */
export const askSts = async (
  source: string,
  make: () => Promise<HttpRequest>,
  reach: Reach,
  heard: (answer: TextAnswer, awsName: string | undefined) => boolean = () => false,
): Promise<Credentials> => {
  const first = await fetchText(source, make, reach)
  const again = heard(first, xmlText(first.text, 'Code'))
  const answer = again ? await fetchText(source, make, reach) : first
  if (answer.status !== 200)
    throw broken(source, refusal(answer), 'Check the role, its trust policy and who assumes it.')
  return credentialsFrom(source, {
    accessKeyId: xmlText(answer.text, 'AccessKeyId'),
    secretAccessKey: xmlText(answer.text, 'SecretAccessKey'),
    sessionToken: xmlText(answer.text, 'SessionToken'),
    expiration: xmlText(answer.text, 'Expiration'),
  })
}
