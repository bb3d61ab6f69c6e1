import type { LanguageModelV4, LanguageModelV4GenerateResult, LanguageModelV4StreamResult } from '@ai-sdk/provider'
import { generateText, type LanguageModel, type StreamPart, streamText } from '@x/bedrock-core'
import { type Content, contentOf, finishOf } from './answer/content.ts'
import { headersOf, metadataOf, responseOf } from './answer/metadata.ts'
import { type Part, streamMapper } from './answer/stream.ts'
import { usageOf } from './answer/usage.ts'
import { type AnyCall, callOf } from './call.ts'
import { toProviderError } from './errors.ts'
import { objectCall, type PreparedCall } from './object-call.ts'
import { observe } from './observed.ts'
import { type CallWarning, fromCore } from './warnings.ts'

/** The name in `model.provider`, in telemetry and in errors. */
export const providerName = 'bedrock'

const prepare = (model: LanguageModel, said: AnyCall, streamed: boolean): PreparedCall => {
  const call = callOf(model, said)
  const asked = objectCall(call.options, said.responseFormat, streamed)
  return { ...asked, warnings: [...call.warnings, ...asked.warnings] }
}

/** A whole answer, in what both specifications share. */
export interface Answer
  extends Omit<LanguageModelV4GenerateResult, 'content' | 'finishReason' | 'warnings' | 'request'> {
  content: Content[]
  finishReason: ReturnType<typeof finishOf>
  warnings: CallWarning[]
}

/** Asks for a whole answer. */
export const generate = async (model: LanguageModel, said: AnyCall): Promise<Answer> => {
  try {
    const { options, strategy, warnings } = prepare(model, said, false)
    const generation = await generateText(options)
    const { response, raw } = generation
    return {
      content: contentOf(generation, strategy),
      finishReason: finishOf(generation, strategy),
      usage: usageOf(generation.usage),
      providerMetadata: metadataOf(generation, strategy),
      response: { ...responseOf(response), headers: headersOf(response), ...(raw === undefined ? {} : { body: raw }) },
      warnings: [...warnings, ...fromCore(generation.warnings)],
    }
  } catch (error) {
    throw toProviderError(error, model.id, said.abortSignal)
  }
}

/**
 * A stream whose first step has come: whatever fails before that is a failed call, which may be tried again. `shape` says each
 * part as the specification has it.
 */
export const stream = async <Shaped>(
  asked: LanguageModel,
  said: AnyCall,
  shape: (part: Part) => Shaped | undefined,
): Promise<Omit<LanguageModelV4StreamResult, 'stream'> & { stream: ReadableStream<Shaped> }> => {
  const { model, format, takeEvents } = observe(asked, said.includeRawChunks === true)
  const failure = (error: unknown): unknown => toProviderError(error, model.id, said.abortSignal)
  try {
    const { options, strategy, warnings } = prepare(model, said, true)
    const steps = streamText(options)[Symbol.asyncIterator]()
    const first = await steps.next()
    const map = streamMapper(warnings, format, strategy)
    const put = (controller: ReadableStreamDefaultController<Shaped>, part: Part): number => {
      const shaped = shape(part)
      if (shaped === undefined) return 0
      controller.enqueue(shaped)
      return 1
    }
    /** How many parts came of it. */
    const give = (controller: ReadableStreamDefaultController<Shaped>, step: StreamPart): number => {
      let given = 0
      for (const part of map(step)) given += put(controller, part)
      for (const rawValue of takeEvents()) given += put(controller, { type: 'raw', rawValue })
      return given
    }
    /** A pull that gives nothing is not followed by another: steps of which nothing comes are passed over here. */
    const next = async (controller: ReadableStreamDefaultController<Shaped>): Promise<void> => {
      try {
        let given = 0
        while (given === 0) {
          const step = await steps.next()
          if (step.done) return controller.close()
          given = give(controller, step.value)
        }
      } catch (error) {
        put(controller, { type: 'error', error: failure(error) })
        controller.close()
      }
    }
    return {
      response: { headers: first.value?.type === 'start' ? headersOf(first.value.response) : {} },
      stream: new ReadableStream<Shaped>({
        start: (controller) => {
          if (first.value === undefined) controller.close()
          else give(controller, first.value)
        },
        pull: next,
        cancel: async () => {
          await steps.return?.()
        },
      }),
    }
  } catch (error) {
    throw failure(error)
  }
}

/** One of core's models in the AI SDK's specification. */
export const languageModelOf = (model: LanguageModel): LanguageModelV4 => ({
  specificationVersion: 'v4',
  provider: providerName,
  modelId: model.id,
  // Whatever else has a URL is fetched by the AI SDK and comes as bytes.
  supportedUrls: { '*/*': [/^s3:\/\//] },
  doGenerate: (options) => generate(model, options),
  doStream: (options) => stream(model, options, (part) => part),
})
