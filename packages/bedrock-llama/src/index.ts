export { llama } from './llama.ts'
export type { KnownLlamaModel } from './models.ts'
export type { LlamaOptions, LlamaTemplate } from './options.ts'
