import { BedrockError } from '@x/bedrock-core'

const abortedError = (signal: AbortSignal): BedrockError<'aborted'> =>
  new BedrockError('aborted', 'Waiting for credentials was aborted.', { cause: signal.reason })

/** Waits for something shared until the signal says stop; what is shared goes on for the others. */
export const waitFor = async <T>(shared: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return shared
  if (signal.aborted) throw abortedError(signal)
  let stop = (): void => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(abortedError(signal))
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([shared, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
