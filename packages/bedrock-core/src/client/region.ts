import { BedrockError } from '../errors/bedrock-error.ts'

/** A region becomes part of a host name: anything but a host label could lead the signed request elsewhere (GHSA-6475-r3vj-m8vf). */
const hostLabel = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** @throws BedrockError `no-region`, `invalid-argument` */
export const checkRegion = (region: string | undefined): string => {
  if (!region?.trim())
    throw new BedrockError(
      'no-region',
      'No AWS region is set. Pass createBedrock({ region: "us-east-1" }), or set AWS_REGION where the environment is read.',
    )
  if (region.length > 63 || !hostLabel.test(region))
    throw new BedrockError(
      'invalid-argument',
      'The AWS region is not a valid host label such as "us-east-1". Nothing was sent.',
    )
  return region
}
