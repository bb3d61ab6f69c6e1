import { type Auth, anyConverse, BedrockError, type BedrockErrorCode, type Fetch, generateText } from '@x/bedrock-core'
import { createNodeBedrock } from '../create-node-bedrock.ts'
import { type Finding, problemOf } from './finding.ts'

/** Amazon's smallest text model, by the inference profile of the region's geography where there is one. */
const small = 'amazon.nova-micro-v1:0'
const geographies: readonly (readonly [RegExp, string])[] = [
  [/^us-(east|west)-/, 'us.'],
  [/^eu-/, 'eu.'],
  [/^ap-/, 'apac.'],
]

export const smallModel = (region: string): string =>
  `${geographies.find(([regions]) => regions.test(region))?.[1] ?? ''}${small}`

const another = 'Or try another model with --model.'

const hints: Readonly<Partial<Record<BedrockErrorCode, string>>> = {
  'access-denied': another,
  'not-found': another,
  validation: another,
  unsupported: another,
  'unknown-family': another,
  network: 'Is the region right, and is there a proxy or a VPC endpoint between?',
}

const problemWithHint = (error: unknown): string => {
  const hint = BedrockError.is(error) ? hints[error.code] : undefined
  return [problemOf(error), ...(hint === undefined ? [] : [hint])].join(' ')
}

export interface CallOptions {
  readonly auth: Auth
  readonly region: string
  readonly endpoint?: string
  readonly model: string
  readonly fetch: Fetch
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** One call of a few tokens, by the way that every call goes, tried once. */
export const callFinding = async ({ model: id, ...options }: CallOptions): Promise<Finding> => {
  const started = performance.now()
  try {
    const bedrock = createNodeBedrock({ families: [anyConverse()], retry: false, ...options })
    const { usage } = await generateText({
      model: bedrock(id, { family: 'converse' }),
      prompt: 'Say ok.',
      maxOutputTokens: 8,
      timeout: { total: 60_000 },
    })
    const tokens = `${usage.inputTokens ?? '?'} tokens in, ${usage.outputTokens ?? '?'} out`
    return { about: 'call', says: `${id} answered in ${Math.round(performance.now() - started)} ms (${tokens})` }
  } catch (error) {
    return { about: 'call', says: `${id} did not answer`, problem: problemWithHint(error) }
  }
}
