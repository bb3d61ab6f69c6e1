import { apiKey, type Credentials, type Environment, type Note, type Provide, readApiKey, sigv4 } from '@x/bedrock-auth'
import type { Auth } from '@x/bedrock-core'
import { type NodeChainOptions, nodeChain } from '../node-chain.ts'
import { firstValue } from '../settings/value.ts'
import { type Finding, lasting, problemOf } from './finding.ts'

/** Who calls, as the client would find out, and how it went. */
export interface Identified {
  readonly finding: Finding
  readonly auth?: Auth
}

const keyVariable = 'AWS_BEARER_TOKEN_BEDROCK'

const endOf = (expiration: Date | undefined, now: number): string => {
  if (expiration === undefined) return 'names no end'
  const left = expiration.getTime() - now
  return `${left > 0 ? 'ends' : 'ended'} ${expiration.toISOString()} (${left > 0 ? 'in ' : ''}${lasting(left)}${left > 0 ? '' : ' ago'})`
}

const bearer = (key: string, environment: Environment, region: string | undefined, now: number): Identified => {
  const { kind, expiration, region: only } = readApiKey(key)
  const says = [
    `${kind} API key from ${keyVariable}`,
    endOf(expiration, now),
    ...(only === undefined ? [] : [`for ${only}`]),
  ]
  const finding: Finding = { about: 'credentials', says: says.join(', ') }
  if (expiration !== undefined && expiration.getTime() <= now)
    return { finding: { ...finding, problem: `The API key has ended. Make a new one and set ${keyVariable}.` } }
  if (only !== undefined && region !== undefined && only !== region)
    return {
      finding: {
        ...finding,
        problem: `The API key is for ${only}, and the region is ${region}. Set AWS_REGION=${only}, or make a key for ${region}.`,
      },
    }
  return { finding, auth: apiKey(undefined, { environment }) }
}

/** An access key id is no secret; its last letters are enough to know it by. */
const pairOf = ({ accessKeyId, sessionToken, expiration }: Credentials, now: number): string =>
  `access key …${accessKeyId.slice(-4)}, ${sessionToken === undefined ? 'long-term' : 'temporary'}, ${endOf(expiration, now)}`

const signing = async (source: Provide<Credentials>, passed: readonly Note[], now: number): Promise<Identified> => {
  const notes: Note[] = [...passed]
  const overs = (): readonly string[] =>
    notes
      .filter(({ outcome }) => outcome === 'absent')
      .map((note) => `passed over ${note.source}: ${note.reason ?? 'nothing there'}`)
  try {
    const credentials = await source({ note: (note) => notes.push(note) })
    if (credentials === undefined) {
      const problem = `No source has credentials. Set ${keyVariable}, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write a profile with: aws configure.`
      return { finding: { about: 'credentials', says: 'none', details: overs(), problem } }
    }
    const winner = notes.find(({ outcome }) => outcome === 'found')?.source ?? 'a source'
    const says = `${winner}: ${pairOf(credentials, now)}`
    return { finding: { about: 'credentials', says, details: overs() }, auth: sigv4(async () => credentials) }
  } catch (error) {
    return { finding: { about: 'credentials', says: 'broken', details: overs(), problem: problemOf(error) } }
  }
}

/** Asks the sources in the order of `createNodeBedrock`. */
export const identify = async (
  options: NodeChainOptions,
  region: string | undefined,
  now: number,
): Promise<Identified> => {
  const environment = options.environment ?? process.env
  if (options.profile?.trim()) return signing(nodeChain(options), [], now)
  const key = firstValue(environment, [keyVariable])
  if (key !== undefined) return bearer(key, environment, region, now)
  return signing(nodeChain(options), [{ source: keyVariable, outcome: 'absent', reason: 'is not set' }], now)
}
