import { legalToolUseId } from '../family/legal-names.ts'
import type { Takes } from '../family/takes.ts'
import { type ConverseSettings, quirksOf } from './settings.ts'

/** How Converse wants a prompt for one model. */
export const takesOf = <Options extends object>(settings: ConverseSettings<Options>, model: string): Takes => {
  const quirks = quirksOf(settings, model)
  return {
    roles: 'alternate',
    prefill: 'trimmed',
    reasoning: quirks.reasoningReplay ?? 'signed',
    blankCitations: quirks.citationReplay !== false,
    toolCallId: quirks.toolUseId ?? legalToolUseId,
    cache: quirks.cache ?? {},
    ...(quirks.leadingAssistant === true ? {} : { first: 'user' }),
    ...quirks.takes,
    // InferenceConfiguration of the service model.
    ranges: { temperature: [0, 1], topP: [0, 1], ...quirks.takes?.ranges },
  }
}
