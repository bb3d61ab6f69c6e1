import { type ConverseFields, converse, type Format, type Prompt, refuseOptions } from '@x/bedrock-core/family'
import { carries } from './chat/format.ts'
import type { CohereOptions } from './options.ts'
import { ranges, samplingOf } from './sampling.ts'

const onlyInChat = ['promptTruncation', 'searchQueriesOnly', 'returnPrompt', 'rawPrompting'] as const

/** What Converse has no words for goes to Command R in its own. */
const fields = (prompt: Prompt<CohereOptions>): ConverseFields => {
  refuseOptions(prompt.options, onlyInChat, 'Converse', 'chat')
  return { additionalModelRequestFields: samplingOf(prompt) }
}

/**
 * Converse, which keeps ids and history of tool calls that the chat form has no place for. Sources: AWS's table of Converse
 * features by model, and its page on `ToolResultBlock`, which knows `status` for other families alone. Cohere refuses a
 * message beside tool results, so text that follows them gets a turn of its own.
 */
export const cohereConverse: Format<CohereOptions> = converse<CohereOptions>({
  carries: [...carries, 'documents'],
  toolChoice: [],
  toolResultStatus: false,
  toolResultMedia: [],
  besideToolResults: [],
  reasoningReplay: 'none',
  documentCitations: false,
  citationReplay: false,
  takes: { ranges },
  fields,
})
