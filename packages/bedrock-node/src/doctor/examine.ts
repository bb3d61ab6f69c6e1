import { checkRegion, endpointOf } from '@x/bedrock-core'
import type { NodeChainOptions } from '../node-chain.ts'
import { nodeSettings } from '../node-settings.ts'
import { nodeFetch } from '../transport/node-fetch.ts'
import { callFinding, smallModel } from './call.ts'
import { clockFinding, timedFetch } from './clock.ts'
import { identify } from './credentials.ts'
import { type Finding, problemOf } from './finding.ts'

export interface DoctorOptions extends NodeChainOptions {
  readonly region?: string
  readonly endpoint?: string
  /** Default: a small model of Amazon's. */
  readonly model?: string
}

interface Placed {
  readonly findings: readonly Finding[]
  /** Undefined: not known, so no call can be made. */
  readonly region?: string
}

const place = async (options: DoctorOptions): Promise<Placed> => {
  const settings = nodeSettings(options)
  try {
    const { region, from, warning } = await settings.region()
    const said: Finding = {
      about: 'region',
      says: `${region} (from ${from})`,
      ...(warning === undefined ? {} : { details: [warning] }),
    }
    try {
      const found = await settings.endpoint()
      return {
        region,
        findings: [said, { about: 'endpoint', says: `${endpointOf(checkRegion(region), found)} (from ${found.from})` }],
      }
    } catch (error) {
      return { findings: [said, { about: 'endpoint', says: 'not usable', problem: problemOf(error) }] }
    }
  } catch (error) {
    return { findings: [{ about: 'region', says: 'not known', problem: problemOf(error) }] }
  }
}

/** Looks at everything a call needs, then makes one. Throws nothing; no finding holds a secret. */
export const examine = async (options: DoctorOptions): Promise<readonly Finding[]> => {
  const environment = options.environment ?? process.env
  const { region, findings } = await place(options)
  const { finding, auth } = await identify(options, region, Date.now())
  if (auth === undefined || region === undefined) return [finding, ...findings, { about: 'call', says: 'not made' }]
  const transport = nodeFetch()
  const timed = timedFetch(transport)
  const call = await callFinding({
    environment,
    auth,
    region,
    fetch: timed.fetch,
    model: options.model ?? smallModel(region),
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    ...(options.home === undefined ? {} : { home: options.home }),
  })
  await transport.close()
  return [finding, ...findings, call, clockFinding(timed.first())]
}
