/**
 * Works on all items, no more than `most` at once, and gives the results in the items' order. The first failure aborts
 * what runs and is thrown; what had not begun is never begun.
 */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  most: number,
  signal: AbortSignal,
  work: (item: Item, signal: AbortSignal) => Promise<Result>,
): Promise<readonly Result[]> => {
  const stop = new AbortController()
  const follow = (): void => stop.abort(signal.reason)
  if (signal.aborted) follow()
  else signal.addEventListener('abort', follow, { once: true })
  const results: Result[] = []
  // One iterator for all workers: each item is taken once.
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) {
      results[at] = await work(item, stop.signal)
      if (stop.signal.aborted) return
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker))
    return results
  } catch (cause) {
    stop.abort()
    throw cause
  } finally {
    signal.removeEventListener('abort', follow)
  }
}
