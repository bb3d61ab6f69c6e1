const geographies = ['us', 'eu', 'apac', 'jp', 'au', 'ca', 'sa', 'in', 'us-gov', 'global'] as const
const geography = new RegExp(`^(${geographies.join('|')})\\.(.+)$`)
const modelArn =
  /^arn:aws[a-z-]*:bedrock:([a-z0-9-]*):\d*:(foundation-model|inference-profile|application-inference-profile)\/(.+)$/

/** What a model is called by in a path. */
export interface Identifier {
  /** The bare id, or what an application profile is called. */
  readonly id: string
  /** Of an inference profile that AWS defines. */
  readonly geography?: string
  /** An application inference profile hides its model. */
  readonly hidden: boolean
}

/** Takes a model id, the id of an inference profile or an ARN apart. */
export const identifierOf = (model: string): Identifier => {
  const [, , kind, resource] = modelArn.exec(model) ?? []
  if (kind === 'application-inference-profile' && resource !== undefined) return { id: resource, hidden: true }
  const [, prefix, bare] = geography.exec(resource ?? model) ?? []
  if (prefix !== undefined && bare !== undefined) return { id: bare, geography: prefix, hidden: false }
  return { id: resource ?? model, hidden: false }
}

/**
 * The regions that a geography's profiles route to, by AWS's page on cross-region inference. Which of them have the model differs
 * from model to model; here every profile of a geography routes to all of them.
 */
export const regionsOf: Readonly<Record<string, readonly string[]>> = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-3'],
  apac: ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
  au: ['ap-southeast-2', 'ap-southeast-4'],
  ca: ['ca-central-1'],
  sa: ['sa-east-1'],
  in: ['ap-south-1', 'ap-south-2'],
  'us-gov': ['us-gov-east-1', 'us-gov-west-1'],
  // A global profile names its model without a region.
  global: [''],
}
