import * as z from 'zod'
import { type Tool, tool } from '../tool.ts'

const weather: Tool<{ city: string }, { city: string }, string> = tool({
  description: 'The weather in a city.',
  input: z.object({ city: z.string() }),
  execute: async ({ city }) => `${city}: 21 °C`,
})
const add: Tool<{ a: number; b?: number | undefined }, { a: number; b: number }, { sum: number }> = tool({
  input: z.object({ a: z.number(), b: z.number().default(1) }),
  execute: ({ a, b }) => ({ sum: a + b }),
})
/** Two tools that never fail. */
export const tools: { readonly weather: typeof weather; readonly add: typeof add } = { weather, add }

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Everything an iterable gives. */
export const collect = async <T>(values: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}
