import { BedrockError, type BedrockErrorCode } from '@x/bedrock-core'

/** What one test came to; absent `failure`: it passed. */
export interface Outcome {
  readonly name: string
  readonly failure?: string
}

/** Tests by name. Most of these runtimes carry no test framework. */
export type Tests = Record<string, () => Promise<void>>

export const check = (truth: boolean, otherwise: string): void => {
  if (!truth) throw new Error(otherwise)
}

export const equal = (seen: unknown, wanted: unknown): void =>
  check(JSON.stringify(seen) === JSON.stringify(wanted), `${JSON.stringify(seen)} is not ${JSON.stringify(wanted)}`)

export const failureOf = async (promise: Promise<unknown>, code: BedrockErrorCode): Promise<BedrockError> => {
  const outcome: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!BedrockError.is(outcome)) throw new Error(`${String(outcome)} is no BedrockError`)
  equal(outcome.code, code)
  return outcome
}
