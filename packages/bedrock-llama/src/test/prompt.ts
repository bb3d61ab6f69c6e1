import type { Prompt } from '@x/bedrock-core/family'
import type { LlamaOptions } from '../options.ts'

/** A prompt of one question, and what a test adds. */
export const promptOf = (more: Partial<Prompt<LlamaOptions>> = {}): Prompt<LlamaOptions> => ({
  system: [],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  tools: [],
  options: {},
  ...more,
})
