import { readVectors } from './vectors.ts'

interface Outcome<Value> {
  readonly Ok?: Value
  readonly ErrorContains?: string
}

export interface AddressCase {
  readonly docs: string
  readonly env: Readonly<Record<string, string>>
  readonly result: Outcome<string>
}

/** One exchange of bytes as smithy-rs records it. */
interface TrafficEvent {
  readonly action: {
    readonly Request?: { readonly request: { readonly uri: string; readonly method: string } }
    readonly Response?: { readonly response: { readonly Ok: { readonly status: number } } }
    readonly Data?: { readonly data: { readonly Utf8: string }; readonly direction: 'Request' | 'Response' }
  }
}

export interface ChainCase {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly env: Readonly<Record<string, string>>
  readonly http: { readonly events: readonly TrafficEvent[] }
  readonly expected: { readonly result: Outcome<Readonly<Record<string, unknown>>> }
}

const cases = (): { ecs: { tests: AddressCase[] }; chain: ChainCase[] } => {
  const text = readVectors('credentials.json')
  return text === undefined ? { ecs: { tests: [] }, chain: [] } : JSON.parse(text)
}

export const addressCases = (): AddressCase[] => cases().ecs.tests
export const chainCases = (): ChainCase[] => cases().chain

export interface Exchange {
  readonly uri: string
  readonly method: string
  readonly sent: string
  readonly status: number
  readonly answer: string
}

/** The exchanges of a recording, in order. */
export const exchangesOf = ({ http }: ChainCase): Exchange[] => {
  const exchanges: Exchange[] = []
  for (const { action } of http.events) {
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
