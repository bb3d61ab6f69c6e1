/** What the suite needs of an answer; both versions of `ai` have it. */
export interface TextAnswer {
  readonly text: string
  readonly finishReason: string
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly warnings: readonly unknown[]
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface StreamedAnswer {
  readonly text: string
  readonly deltas: number
  readonly errors: readonly unknown[]
  readonly finishReason: string | undefined
  readonly outputTokens: number | undefined
}

export interface AgentAnswer {
  readonly text: string
  readonly steps: number
  readonly called: readonly string[]
}

export interface Dwarfs {
  readonly name: string
  readonly count: number
}

/** The functions of one version of `ai`, each called as its users call it. */
export interface Sdk {
  readonly text: (model: string, prompt: string) => Promise<TextAnswer>
  readonly stream: (model: string, prompt: string) => Promise<StreamedAnswer>
  /** Reads until something of the answer has come, then aborts. */
  readonly abort: (model: string, prompt: string) => Promise<void>
  readonly object: (model: string, prompt: string) => Promise<{ object: Dwarfs; metadata: TextAnswer['metadata'] }>
  readonly streamObject: (model: string, prompt: string) => Promise<{ object: Dwarfs; partials: number }>
  /** With tools `weather` and `clock`, until no more are called. */
  readonly agent: (model: string, prompt: string, thinks: boolean) => Promise<AgentAnswer>
  readonly streamAgent: (model: string, prompt: string) => Promise<AgentAnswer>
  readonly embed: (model: string, values: string[]) => Promise<{ embeddings: number[][]; tokens: number }>
  /** The documents' places, the best first. */
  readonly rank: (model: string, query: string, documents: string[]) => Promise<readonly number[]>
}
