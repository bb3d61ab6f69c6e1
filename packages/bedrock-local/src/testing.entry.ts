export { asFetch } from './mock/as-fetch.ts'
export type { MockAnswer, MockParts, MockRequest } from './mock/mock-answer.ts'
export { type MatchedAnswer, type MockBedrock, type MockOptions, mockBedrock } from './mock/mock-bedrock.ts'
export type { RequestShape } from './mock/request-shape.ts'
