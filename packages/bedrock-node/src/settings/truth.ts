import type { Environment } from '@x/bedrock-auth'
import { BedrockError } from '@x/bedrock-core'
import type { Section } from '../profile/read-profile.ts'
import { firstValue } from './value.ts'

/**
 * A switch of the environment, else of the profile; default off. What is neither true nor false is refused: a switch for
 * FIPS that is misspelt must not lead to an endpoint without it.
 * @throws BedrockError `invalid-argument`
 */
export const truth = (environment: Environment, variable: string, section: Section, key: string): boolean => {
  const inEnvironment = firstValue(environment, [variable])
  const value = (inEnvironment ?? section[key])?.trim().toLowerCase()
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  const where = inEnvironment === undefined ? `${key} of the profile` : variable
  throw new BedrockError('invalid-argument', `${where} is neither true nor false. Set it to one of them.`)
}
