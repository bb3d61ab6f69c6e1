import { type LambdaStreamHandler, toLambdaHandler } from '@x/bedrock-node'
import { tellFacts } from './facts.ts'
import { handlerOf } from './scenarios.ts'

/** A function as it is deployed. */
export const handler: LambdaStreamHandler = toLambdaHandler(handlerOf(tellFacts))
