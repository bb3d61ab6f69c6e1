export { anyPrompt } from './testing/any-prompt.ts'
