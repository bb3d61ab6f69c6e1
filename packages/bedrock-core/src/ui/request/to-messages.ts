import type { Message } from '../../speech/message.ts'
import type { UIMessage } from '../message.ts'
import { type Beliefs, toolTurns } from './tool-turns.ts'
import { turnsOf } from './turns.ts'

/**
 * A browser's conversation in our words. Sources, data and empty texts are for the page and do not go to the model; an
 * answer that was stopped before its first word leaves no turn.
 * @throws BedrockError `invalid-argument` for files and tool results that are not believed
 */
export const toMessages = (messages: readonly UIMessage[], beliefs: Beliefs = {}): readonly Message[] =>
  turnsOf(messages, toolTurns(beliefs))
