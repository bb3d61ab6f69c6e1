export type { BedrockEmbedOptions } from './embedding-model.ts'
export {
  type BedrockProvider,
  type BedrockProviderOptions,
  createBedrockProvider,
  type ModelSettings,
  type Models,
} from './provider.ts'
export { type BedrockCallOptions, type BedrockPartOptions, bedrockOptions } from './provider-options.ts'
export type { BedrockRerankOptions } from './reranking-model.ts'
