export { claude, claudeMessages } from './claude.ts'
export { claudeCompletion } from './completion.ts'
export type { KnownClaudeModel } from './models.ts'
export type {
  AnthropicTool,
  ClaudeEffort,
  ClaudeOptions,
  ClaudeThinking,
  ClaudeThinkingAdaptive,
  ClaudeThinkingBudget,
  ClaudeThinkingDisplay,
} from './options.ts'
