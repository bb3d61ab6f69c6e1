import type { Environment } from '@x/bedrock-auth'
import { BedrockError } from '@x/bedrock-core'
import { firstValue } from './value.ts'

const names = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const

/**
 * The region of a client: the option, else `AWS_REGION`, else `AWS_DEFAULT_REGION`.
 * @throws BedrockError `no-region` when none of them says one
 */
export const regionFrom = (option: string | undefined, environment: Environment): string => {
  const region = option?.trim() || firstValue(environment, names)
  if (region === undefined) {
    throw new BedrockError(
      'no-region',
      'No AWS region is known; set AWS_REGION (such as us-east-1) or pass { region } to createNodeBedrock.',
    )
  }
  return region
}
