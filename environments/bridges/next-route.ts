import type { WebHandler } from '@x/bedrock-node'
import { tellFacts } from './facts.ts'
import { handlerOf } from './scenarios.ts'

/** A route handler of Next. */
export const POST: WebHandler = handlerOf(tellFacts)
