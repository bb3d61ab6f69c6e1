import type { BedrockError } from '../errors/bedrock-error.ts'
import type { Geography } from './geography.ts'

export interface FailoverOptions {
  /**
   * Only targets that are sure to answer within these geographies are asked: no `global` profiles, and no application
   * profiles, which do not say where they lead. AWS's geographies, by ids and regions; no legal advice.
   */
  readonly stayIn?: Geography | readonly Geography[]
  /** How often a target is tried before the next is asked; the last one as often as its client says. Default 1. */
  readonly tries?: number
  /** Milliseconds for which a target that has failed is asked last. Default 10,000. */
  readonly cooldown?: number
  /** Decides whether the next target is asked after this error, where it gives a boolean. */
  readonly moveOn?: (error: BedrockError) => boolean | undefined
  /** A clock in milliseconds. Default `performance.now`. */
  readonly now?: () => number
}
