import { BedrockError } from '../errors/bedrock-error.ts'
import { withDetails } from '../errors/with-details.ts'
import type { Fold } from '../fold/fold.ts'

/** A failure in mid-answer carries what had arrived. */
export const withPartial = (cause: unknown, fold: Fold): unknown => {
  if (!BedrockError.is(cause)) return cause
  const partial = fold.partial()
  const { requestId, attempts } = partial.response
  return withDetails(cause, { partial, attempts, requestId: cause.requestId ?? requestId })
}
