import { type Delta, type Format, type JsonObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { instructPrompt } from './template.ts'

/** What Mistral's instruct models take beyond the options that every family shares. */
export interface MistralOptions {
  /** How many of the likeliest tokens are looked at; 1–200. Absent: the model's own choice. */
  readonly topK?: number
}

/** `{"outputs":[{"text","stop_reason"}]}`, whole or one piece of a stream; `stop_reason` is null until the last. */
const said = (body: JsonObject): Delta[] =>
  objectsOf(body, 'outputs')
    .slice(0, 1)
    .flatMap((output): Delta[] => {
      const text = maybeText(output, 'text') ?? ''
      const raw = maybeText(output, 'stop_reason')
      return [
        ...(text === '' ? [] : [{ type: 'text', block: 0, text } as const]),
        ...(raw === undefined ? [] : [{ type: 'finish', raw } as const]),
      ]
    })

/** Mistral's native form on InvokeModel: text in, text out. Counts come with Bedrock's own metrics and headers. */
export const instruct: Format<MistralOptions> = {
  name: 'instruct',
  operation: 'invoke',
  carries: ['system', 'stop-sequences', 'top-k', 'stream'],
  encode: (prompt) => ({
    body: {
      prompt: instructPrompt(prompt),
      max_tokens: prompt.maxOutputTokens ?? 512,
      temperature: prompt.temperature,
      top_p: prompt.topP,
      top_k: prompt.options.topK ?? prompt.topK,
      stop: prompt.stopSequences,
    },
  }),
  decode: (body) => said(body),
  reader: () => said,
}
