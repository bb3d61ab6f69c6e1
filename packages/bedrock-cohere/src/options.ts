/** Command R's own call options. */
export interface CohereOptions {
  /** 0 to 1: the more often a token has come, the less it is wanted again. */
  readonly frequencyPenalty?: number
  /** 0 to 1: a token that has come is less wanted again, however often it came. */
  readonly presencePenalty?: number
  /** The same seed and prompt should give the same answer; not guaranteed. */
  readonly seed?: number
  /** What to do with a prompt that is too long: fail (`OFF`, the default), or drop turns and documents. Only in the chat form. */
  readonly promptTruncation?: 'OFF' | 'AUTO_PRESERVE_ORDER'
  /** Answer with search queries alone; they are in the generation's `raw` parts. Only in the chat form. */
  readonly searchQueriesOnly?: boolean
  /** Give back the prompt as the model saw it, in a `raw` part. Only in the chat form. */
  readonly returnPrompt?: boolean
  /** Send the message without any template around it. Only in the chat form. */
  readonly rawPrompting?: boolean
}
