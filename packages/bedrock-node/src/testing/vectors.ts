import { existsSync, readFileSync } from 'node:fs'

const file = new URL('../../../../../shared/vectors/credentials.json', import.meta.url)

interface TrafficEvent {
  readonly action: {
    readonly Request?: { readonly request: { readonly uri: string; readonly method: string } }
    readonly Response?: { readonly response: { readonly Ok: { readonly status: number } } }
    readonly Data?: { readonly data: { readonly Utf8: string }; readonly direction: 'Request' | 'Response' }
  }
}

/** A case of smithy-rs: environment, files, recorded traffic, what comes of it. */
export interface SourceCase {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly http?: { readonly events: readonly TrafficEvent[] }
  readonly expected: { readonly result: { readonly Ok?: Readonly<Record<string, unknown>> } }
}

interface Step {
  readonly AccessKey?: { readonly access_key_id: string }
  readonly NamedSource?: string
  readonly AssumeRole?: Readonly<Record<string, string>>
  readonly WebIdentityToken?: Readonly<Record<string, string>>
  readonly Sso?: Readonly<Record<string, string>>
}

/** A graph of profiles, and the steps from the first credentials to the last. */
export interface GraphCase {
  readonly docs: string
  readonly input: {
    readonly profiles: Readonly<Record<string, Readonly<Record<string, string>>>>
    readonly selected_profile: string
    readonly sso_sessions?: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  readonly output: { readonly ProfileChain?: readonly Step[]; readonly Error?: string }
}

export interface MetadataEndpointCase {
  readonly docs: string
  readonly env: Readonly<Record<string, string>>
  readonly fs: Readonly<Record<string, string>>
  readonly endpoint_override?: string
  readonly mode_override?: 'IPv4' | 'IPv6'
  readonly result: { readonly Ok?: string; readonly Err?: string }
}

export interface LoginCase {
  readonly documentation: string
  readonly configContents: string
  readonly cacheContents: Readonly<Record<string, object>>
  readonly mockApiCalls?: readonly {
    readonly request: { readonly tokenInput: object }
    readonly response?: { readonly tokenOutput: object }
    readonly responseCode?: number
  }[]
  readonly outcomes: readonly Readonly<Record<string, unknown>>[]
}

export interface FileCase {
  readonly name: string
  readonly environment: Readonly<Record<string, string>>
  readonly platform: 'linux' | 'windows'
  readonly configLocation: string
  readonly credentialsLocation: string
}

interface Vectors {
  readonly chain: readonly SourceCase[]
  readonly profile: readonly SourceCase[]
  readonly assumeRole: readonly GraphCase[]
  readonly imdsEndpoint: { readonly tests: readonly MetadataEndpointCase[] }
  readonly login: readonly LoginCase[]
  readonly fileLocation: { readonly tests: readonly FileCase[] }
}

/** smithy-rs's cases for credential sources, beside the repository; undefined where they are not at hand. */
export const credentialVectors = (): Vectors | undefined => {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  console.warn('SKIPPED: the credential cases of smithy-rs are not on this machine (../shared/vectors).')
  return undefined
}

export interface Exchange {
  readonly uri: string
  readonly method: string
  readonly sent: string
  readonly status: number
  readonly answer: string
}

/** The exchanges of a recording, in order. */
export const exchangesOf = ({ http }: SourceCase): Exchange[] => {
  const exchanges: Exchange[] = []
  for (const { action } of http?.events ?? []) {
    const last = exchanges.at(-1)
    if (action.Request) exchanges.push({ ...action.Request.request, sent: '', status: 0, answer: '' })
    else if (last && action.Response)
      exchanges[exchanges.length - 1] = { ...last, status: action.Response.response.Ok.status }
    else if (last && action.Data) {
      const key = action.Data.direction === 'Request' ? 'sent' : 'answer'
      exchanges[exchanges.length - 1] = { ...last, [key]: last[key] + action.Data.data.Utf8 }
    }
  }
  return exchanges
}
