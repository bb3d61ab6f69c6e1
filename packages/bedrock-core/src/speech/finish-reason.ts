/** Why a model stopped, in the words of the AI SDK. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'content-filter' | 'error' | 'other'

/** One table for every wire: Converse's `StopReason`, Anthropic's `stop_reason`, OpenAI's `finish_reason`, Cohere's `finish_reason`. */
const reasons: Readonly<Record<string, FinishReason>> = {
  // Converse StopReason (service model of 2026-07) and Anthropic Messages
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  guardrail_intervened: 'content-filter',
  content_filtered: 'content-filter',
  refusal: 'content-filter',
  malformed_model_output: 'error',
  malformed_tool_use: 'error',
  pause_turn: 'other',
  // OpenAI chat completions and Llama
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
  // Cohere chat
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop',
  MAX_TOKENS: 'length',
  ERROR_LIMIT: 'length',
  TOOL_CALL: 'tool-calls',
  ERROR_TOXIC: 'content-filter',
  ERROR: 'error',
  USER_CANCEL: 'other',
  // In the body of a guarded InvokeModel answer
  INTERVENED: 'content-filter',
}

/** Reads a wire's own stop word. An unknown one is `'other'`; keep the raw word beside it. */
export const finishReason = (raw: string | undefined): FinishReason =>
  raw !== undefined && Object.hasOwn(reasons, raw) ? (reasons[raw] ?? 'other') : 'other'
