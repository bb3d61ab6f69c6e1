export { type BedrockProvider, createBedrockProvider } from './v3.ts'
