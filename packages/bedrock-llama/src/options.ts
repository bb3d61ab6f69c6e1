/** The prompt templates of Llama's generations. */
export type LlamaTemplate = 'llama2' | 'llama3' | 'llama4'

/** Llama's own call options. */
export interface LlamaOptions {
  /**
   * Read an answer whose whole text is calls of offered tools as those calls. Llama writes them as text now and then.
   * Default true.
   */
  readonly toolCallsInText?: boolean
  /** The prompt template on InvokeModel. Needed only where the model's id does not say it, as with an ARN. */
  readonly template?: LlamaTemplate
}
