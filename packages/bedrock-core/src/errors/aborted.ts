import { BedrockError } from './bedrock-error.ts'

/** Why a signal ended a call: its caller wished it, or one of our own limits did. */
export const abortedError = ({ reason }: AbortSignal): BedrockError =>
  BedrockError.is(reason)
    ? reason
    : new BedrockError('aborted', 'The call was aborted by its caller.', { cause: reason })
