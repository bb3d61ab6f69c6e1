import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { claude } from '@x/bedrock-claude'
import { BedrockError, type Message, replyOf, streamText } from '@x/bedrock-core'
import { createNodeBedrock } from '@x/bedrock-node'

const bedrock = createNodeBedrock({ families: [claude()] })
const model = bedrock('us.anthropic.claude-sonnet-4-5-20250929-v1:0')
const terminal = createInterface({ input: stdin, output: stdout, prompt: '> ' })

let open = true
terminal.on('close', () => {
  open = false
})
const ask = (): void => {
  if (open) terminal.prompt()
}

let answering: AbortController | undefined
terminal.on('SIGINT', () => (answering === undefined ? terminal.close() : answering.abort()))

const messages: Message[] = []
ask()
for await (const line of terminal) {
  answering = new AbortController()
  const question: Message = { role: 'user', content: line }
  try {
    const answer = streamText({ model, messages: [...messages, question], signal: answering.signal })
    for await (const text of answer.textStream) stdout.write(text)
    messages.push(question, replyOf(await answer.result))
  } catch (error) {
    if (!BedrockError.is(error)) throw error
    stdout.write(`[${error.code}] ${error.message}`)
  }
  answering = undefined
  stdout.write('\n')
  ask()
}
