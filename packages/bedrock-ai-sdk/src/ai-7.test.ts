import type { ClaudeOptions } from '@x/bedrock-claude'
import { embedMany, generateText, isStepCount, Output, rerank, streamText, ToolLoopAgent, tool } from 'ai'
import { describe } from 'vitest'
import { z } from 'zod'
import { bedrockOptions, createBedrockProvider } from './index.ts'
import { type Bench, startBench } from './test/bench.ts'
import type { Sdk } from './test/sdk.ts'
import { suite } from './test/suite.ts'

const output = Output.object({ schema: z.object({ name: z.string(), count: z.number() }) })
const tools = {
  weather: tool({
    description: 'Tells the weather.',
    inputSchema: z.object({ city: z.string() }),
    execute: async () => 'It has 18 degrees.',
  }),
  clock: tool({
    description: 'Tells the time.',
    inputSchema: z.object({ zone: z.string() }),
    execute: async () => 'It is half past nine.',
  }),
}
const thinking = bedrockOptions<ClaudeOptions>({ options: { thinking: { type: 'enabled', budgetTokens: 1024 } } })

const sdkOf = ({ settings }: Bench): Sdk => {
  const bedrock = createBedrockProvider(settings)
  const stopWhen = isStepCount(5)
  const namesOf = (steps: readonly { readonly toolCalls: readonly { readonly toolName: string }[] }[]) =>
    steps.flatMap(({ toolCalls }) => toolCalls.map(({ toolName }) => toolName))
  return {
    text: async (model, prompt) => {
      const answer = await generateText({ model: bedrock.languageModel(model), prompt, maxRetries: 1 })
      const { text, finishReason, usage, warnings = [], providerMetadata } = answer
      const { inputTokens, outputTokens } = usage
      return { text, finishReason, inputTokens, outputTokens, warnings, metadata: providerMetadata?.['bedrock'] ?? {} }
    },
    stream: async (model, prompt) => {
      const errors: unknown[] = []
      const onError = ({ error }: { error: unknown }): void => void errors.push(error)
      const pieces: string[] = []
      let finishReason: string | undefined
      let outputTokens: number | undefined
      for await (const part of streamText({ model: bedrock.languageModel(model), prompt, onError }).fullStream) {
        if (part.type === 'text-delta') pieces.push(part.text)
        if (part.type === 'finish') {
          finishReason = part.finishReason
          outputTokens = part.totalUsage.outputTokens
        }
      }
      return { text: pieces.join(''), deltas: pieces.length, errors, finishReason, outputTokens }
    },
    abort: async (model, prompt) => {
      const control = new AbortController()
      const { textStream } = streamText({ model: bedrock.languageModel(model), prompt, abortSignal: control.signal })
      for await (const _delta of textStream) control.abort()
    },
    object: async (model, prompt) => {
      const answer = await generateText({ model: bedrock.languageModel(model), prompt, output })
      return { object: answer.output, metadata: answer.providerMetadata?.['bedrock'] ?? {} }
    },
    streamObject: async (model, prompt) => {
      const answer = streamText({ model: bedrock.languageModel(model), prompt, output })
      let partials = 0
      for await (const _partial of answer.partialOutputStream) partials += 1
      return { object: await answer.output, partials }
    },
    agent: async (model, prompt, thinks) => {
      const agent = new ToolLoopAgent({
        model: bedrock.languageModel(model),
        tools,
        stopWhen,
        ...(thinks ? { providerOptions: thinking } : {}),
      })
      const { text, steps } = await agent.generate({ prompt })
      return { text, steps: steps.length, called: namesOf(steps) }
    },
    streamAgent: async (model, prompt) => {
      const answer = streamText({ model: bedrock.languageModel(model), prompt, tools, stopWhen })
      await answer.consumeStream()
      const steps = await answer.steps
      return { text: await answer.text, steps: steps.length, called: namesOf(steps) }
    },
    embed: async (model, values) => {
      const { embeddings, usage } = await embedMany({ model: bedrock.embeddingModel(model), values })
      return { embeddings, tokens: usage.tokens }
    },
    rank: async (model, query, documents) => {
      const { ranking } = await rerank({ model: bedrock.rerankingModel(model), query, documents })
      return ranking.map(({ originalIndex }) => originalIndex)
    },
  }
}

describe('ai 7', () =>
  suite(async () => {
    const bench = await startBench()
    return { bench, sdk: sdkOf(bench) }
  }))
