/** One of the libraries compared, used as its documentation says. */
export interface Client {
  /** Asks for a stream and reads it to its end, one call for each text delta. */
  readonly stream: (model: string, prompt: string, took: (text: string) => void) => Promise<void>
  /** Asks for a whole answer and gives its text. */
  readonly ask: (model: string, prompt: string) => Promise<string>
}

export type MakeClient = (endpoint: string) => Client

/** The file of each client, and what tables call it. The first is what the others are compared with. */
export const clients = {
  'ours-messages': 'ours, Claude’s own form',
  'ours-converse': 'ours, Converse',
  'ours-node': 'ours, Claude’s own form, Node’s transport',
  'aws-sdk-invoke': 'AWS SDK, Claude’s own form by hand, HTTP/1.1',
  'aws-sdk-http1': 'AWS SDK, Converse, HTTP/1.1',
  'aws-sdk-http2': 'AWS SDK, Converse, HTTP/2 (its default)',
  'ai-sdk': 'AI SDK',
  'anthropic-sdk': 'Anthropic’s Bedrock SDK',
} as const

export type ClientName = keyof typeof clients

export const clientNames: readonly ClientName[] = [
  'ours-messages',
  'ours-converse',
  'ours-node',
  'aws-sdk-invoke',
  'aws-sdk-http1',
  'aws-sdk-http2',
  'ai-sdk',
  'anthropic-sdk',
]
