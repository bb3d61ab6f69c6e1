import { sigv4 } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { BedrockError, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { createLocalBedrock, scripted, testIdentity } from '@x/bedrock-local'
import { handlers } from '@x/bedrock-local/msw'
import { setupWorker } from 'msw/browser'

/** What the test asks of the page. */
export interface Page {
  readonly stream: (prompt: string) => Promise<{ pieces: string[]; finishReason: string }>
  readonly whole: (prompt: string) => Promise<string>
  readonly refused: (secret: string) => Promise<string>
  readonly calls: readonly string[]
}

const calls: string[] = []
const local = createLocalBedrock({
  answerer: scripted({ pace: 5 }),
  onCall: ({ operation, by, status }) => calls.push(`${operation} ${by} ${status}`),
})
await setupWorker(...handlers(local)).start({ quiet: true })

const id = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const modelWith = (secretAccessKey: string) =>
  createBedrock({
    region: 'eu-central-1',
    auth: sigv4({ accessKeyId: testIdentity.accessKeyId, secretAccessKey }),
    families: [claude()],
    retry: false,
  })(id)
const model = modelWith(testIdentity.secretAccessKey)

const page: Page = {
  stream: async (prompt) => {
    const answer = streamText({ model, prompt })
    const pieces: string[] = []
    for await (const text of answer.textStream) pieces.push(text)
    return { pieces, finishReason: (await answer.result).finishReason }
  },
  whole: async (prompt) => (await generateText({ model, prompt })).text,
  refused: (secret) =>
    generateText({ model: modelWith(secret), prompt: 'hi' }).then(
      () => 'let in',
      (error: unknown) => (BedrockError.is(error) ? error.code : String(error)),
    ),
  calls,
}
Object.assign(globalThis, { page })
document.body.textContent = 'ready'
