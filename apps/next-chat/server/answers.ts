import { memoryStreamStore, type StreamStore } from '@x/bedrock-core/ui'

// Next bundles each route by itself: a value of a module would be one store a route.
const shared = globalThis as { keptAnswers?: StreamStore }

/**
 * Answers that outlive their connection, until a minute after their end: a page that is loaded anew takes up the one in
 * progress. They live in this process; several share a `redisStreamStore` of `@x/bedrock-node`.
 */
export const keptAnswers = (): StreamStore => {
  shared.keptAnswers ??= memoryStreamStore({ keepMs: 60_000 })
  return shared.keptAnswers
}

/** A newer question to the same chat ends the older answer. */
export const endOlder = async (store: StreamStore, chatId: string): Promise<void> => {
  const streamId = await store.latest(chatId)
  if (streamId !== undefined) await store.stop({ chatId, streamId })
}
