import { broken } from '@x/bedrock-auth'
import { bodyText, type Fetch } from '@x/bedrock-core'
import { firstValue } from '../settings/value.ts'
import { type MetadataEndpointOptions, metadataEndpoint } from './metadata-endpoint.ts'

export interface InstanceOptions extends MetadataEndpointOptions {
  /** Default: the platform's. */
  readonly fetch?: Fetch
  /** Milliseconds for each request. Default 1000: elsewhere than on EC2 nothing answers at the address. */
  readonly timeout?: number
  /** Milliseconds before the next attempt when the service fails by itself. */
  readonly pause?: (attempt: number) => number
}

/** A value, or why there is none. */
export type Maybe<T> = { readonly value: T } | { readonly absent: string }

export const metadataSource = 'instance metadata'

/** Reads one path of the metadata; a path that is not there is absent. */
export type ReadMetadata = (path: string) => Promise<Maybe<string>>

interface Answer {
  readonly status: number
  readonly text: string
}

const attempts = 3

/** Characters: a token, a role's name and credentials take a few thousand. */
const longestAnswer = 2 ** 16

const whyUnreachable = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'no reason given'
  return cause.cause instanceof Error ? cause.cause.message || cause.name : cause.message
}

/** Asked again when the service fails by itself; a service that does not answer is not there. */
const ask = async (url: string, init: RequestInit, options: InstanceOptions): Promise<Maybe<Answer>> => {
  const { fetch = globalThis.fetch, timeout = 1000, pause = (attempt: number): number => 100 * attempt ** 2 } = options
  for (let attempt = 1; ; attempt += 1) {
    let answer: Answer
    try {
      // A redirect could lead the session token elsewhere.
      const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) })
      answer = { status: response.status, text: await bodyText(response, longestAnswer) }
    } catch (cause) {
      return { absent: `nothing answered at ${new URL(url).host} (${whyUnreachable(cause)})` }
    }
    if (answer.status < 500 || attempt >= attempts) return { value: answer }
    await new Promise((resolve) => setTimeout(resolve, pause(attempt)))
  }
}

const failure = (what: string, { status }: Answer): Error =>
  broken(
    metadataSource,
    `the service answered HTTP ${status} when asked for ${what}.`,
    'Check the metadata options of the instance.',
  )

/** What a session's start means when it is no session. 400 is our mistake or a proxy's; the others say no. */
const refusals: Readonly<Record<number, string>> = {
  403: 'the instance has its metadata service turned off (HTTP 403)',
  404: 'what answered is no metadata service (HTTP 404)',
  405: 'what answered is no metadata service (HTTP 405)',
}

/**
 * Starts a session of the instance metadata service, version 2. Version 1 has no session and is never used: whoever could
 * make this process fetch an address could read its keys.
 * @throws BedrockError `invalid-argument`, `broken-credentials`
 */
export const openMetadata = async (options: InstanceOptions): Promise<Maybe<ReadMetadata>> => {
  const disabled = firstValue(options.environment ?? process.env, ['AWS_EC2_METADATA_DISABLED'])
  // As in AWS's JavaScript SDK: only "false" leaves it on.
  if (disabled !== undefined && disabled.toLowerCase() !== 'false')
    return { absent: 'AWS_EC2_METADATA_DISABLED is set' }
  const endpoint = metadataEndpoint(options)
  const session = { method: 'PUT', headers: { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' } }
  const opened = await ask(`${endpoint}/latest/api/token`, session, options)
  if ('absent' in opened) return opened
  const { status, text } = opened.value
  const refusal = refusals[status]
  if (refusal !== undefined) return { absent: refusal }
  if (status !== 200 || !/^[\x21-\x7e]{1,1024}$/.test(text)) throw failure('a session token', opened.value)
  const read: ReadMetadata = async (path) => {
    const answer = await ask(`${endpoint}/latest/${path}`, { headers: { 'x-aws-ec2-metadata-token': text } }, options)
    if ('absent' in answer) return answer
    if (answer.value.status === 404) return { absent: `the instance has no ${path}` }
    if (answer.value.status !== 200) throw failure(path, answer.value)
    return { value: answer.value.text.trim() }
  }
  return { value: read }
}
