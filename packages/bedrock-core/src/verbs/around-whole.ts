import { middlewareOf, type WholeCall, type WholeOptions, type WholeResult } from '../client/around.ts'
import type { Connection } from '../client/connection.ts'

/** Puts a client’s middleware around a call that is answered whole; the first is outermost. */
export const aroundWhole = async <Options extends WholeOptions, Result extends WholeResult>(
  connection: Connection,
  { verb, options }: WholeCall<Options>,
  run: (options: Options) => Promise<Result>,
): Promise<Result> =>
  middlewareOf(connection).reduceRight<(options: Options) => Promise<Result>>(
    (next, { whole }) => (whole ? (asked) => whole({ verb, options: asked }, next) : next),
    run,
  )(options)
