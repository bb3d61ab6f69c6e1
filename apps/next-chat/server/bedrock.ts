import { claude } from '@x/bedrock-claude'
import { createNodeBedrock } from '@x/bedrock-node'
import { modelId } from './model.ts'

const bedrock = createNodeBedrock({ families: [claude()] })

/** The one model of this app. Region and credentials come from the environment. */
export const model = bedrock(modelId(), { family: 'claude' })
