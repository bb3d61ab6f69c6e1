import type { LocalBedrockOptions, LocalCall } from '@x/bedrock-local'
import { scripted } from '@x/bedrock-local'
import { type RunningLocalBedrock, startLocalBedrock } from '@x/bedrock-local/server'
import { afterAll, beforeAll } from 'vitest'

/** A local Bedrock for the tests of one client, and what was called on it. */
export interface Watched {
  readonly url: () => string
  readonly calls: readonly LocalCall[]
}

const rowsOf = (calls: readonly LocalCall[]): object[] => {
  const counts = new Map<string, number>()
  for (const { operation = '-', by = '-', status, exception = '' } of calls) {
    const name = [operation, by, status, exception].join('|')
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts].toSorted().map(([name, count]) => {
    const [operation, by, status, exception] = name.split('|')
    return { operation, by, status, exception, count }
  })
}

/** Starts a local Bedrock before the tests of a file, and prints a table of what was called after them. */
export const watched = (client: string, options: LocalBedrockOptions = {}): Watched => {
  const calls: LocalCall[] = []
  let local: RunningLocalBedrock | undefined
  beforeAll(async () => {
    local = await startLocalBedrock({
      answerer: scripted({ pace: 0 }),
      onCall: (call) => calls.push(call),
      ...options,
    })
  })
  afterAll(async () => {
    console.log(`${client} called:`)
    console.table(rowsOf(calls))
    await local?.close()
  })
  return { url: () => local?.url ?? '', calls }
}
