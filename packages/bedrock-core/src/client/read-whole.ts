import type { Emit } from '../fold/block.ts'
import type { Generation } from '../speech/generation.ts'
import { bodyOf } from './body-of.ts'
import type { Exchange } from './exchange.ts'
import { bodyExtras, headerExtras } from './invoke-extras.ts'
import { textOf } from './send.ts'

/** Folds an answer that came in one piece. @throws BedrockError `malformed`, `truncated`, `network`, `aborted`, `timeout` */
export const readWhole = async ({ plan, response, fold, watch }: Exchange, emit: Emit): Promise<Generation> => {
  const text = await textOf(response, watch.signal)
  const body = bodyOf(text)
  const { format } = plan
  const extras = format.operation === 'invoke' ? [...bodyExtras(body), ...headerExtras(response.headers)] : []
  for (const delta of [...format.decode(body, Object.fromEntries(response.headers), plan.prompt), ...extras])
    fold.add(delta, emit)
  const generation = fold.end(emit, body)
  watch.close(fold)
  return generation
}
