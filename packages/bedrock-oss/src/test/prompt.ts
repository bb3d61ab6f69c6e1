import type { Prompt } from '@x/bedrock-core/family'
import type { OssOptions } from '../options.ts'

/** A prompt of one question, and what a test adds. */
export const promptOf = (more: Partial<Prompt<OssOptions>> = {}): Prompt<OssOptions> => ({
  system: [],
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  tools: [],
  options: {},
  ...more,
})
