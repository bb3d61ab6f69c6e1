/** What a prompt may need and a format may carry. Routing compares the two. */
export const features = [
  'system',
  'tools',
  'tool-choice',
  'images',
  'documents',
  'audio',
  'video',
  's3',
  'reasoning',
  'cache',
  'citations',
  'retrieval',
  'guard-content',
  'response-format',
  'top-k',
  'stop-sequences',
  /** Answer in pieces. */
  'stream',
  /** Answer in pieces while tools are offered. */
  'stream-tools',
] as const

export type Feature = (typeof features)[number]
