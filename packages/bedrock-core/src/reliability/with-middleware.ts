import type { CallMiddleware } from '../client/around.ts'
import type { LanguageModel } from '../client/language-model.ts'

/** The same model with middleware of its own, outside its client’s; the first is outermost. */
export const withMiddleware = <Options extends object>(
  model: LanguageModel<Options>,
  ...middleware: readonly CallMiddleware[]
): LanguageModel<Options> => ({
  ...model,
  connection: { ...model.connection, around: [...middleware, ...model.connection.around] },
})
