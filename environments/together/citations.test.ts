import { apiKey } from '@x/bedrock-auth'
import { claude } from '@x/bedrock-claude'
import { cohere } from '@x/bedrock-cohere'
import { type CallOptions, createBedrock, generateText, streamText } from '@x/bedrock-core'
import { createLocalBedrock, scripted, testIdentity } from '@x/bedrock-local'
import { expect, test } from 'vitest'

const local = createLocalBedrock({ answerer: scripted({ pace: 0 }) })
const bedrock = createBedrock({
  region: 'us-east-1',
  auth: apiKey(testIdentity.apiKey),
  families: [claude(), cohere()],
  endpoint: 'http://localhost',
  fetch: (url, init) => local.fetch(new Request(url, init)),
})

const texts = [
  { id: 'rivers', title: 'Rivers', text: 'The Loire is 1006 km long. It ends in the Atlantic. 🌊' },
  { id: 'hills', title: 'Hills', text: 'Nobody lives there.\nThe Loire rises at Mont Gerbier.' },
]
const question = 'Tell me of the Loire'
const files: Pick<CallOptions, 'messages'> = {
  messages: [
    {
      role: 'user',
      content: [
        ...texts.map(
          ({ title, text }) =>
            ({
              type: 'file',
              mediaType: 'text/plain',
              filename: title,
              data: new TextEncoder().encode(text),
              citations: true,
            }) as const,
        ),
        { type: 'text', text: question },
      ],
    },
  ],
}
const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

const forms: readonly (readonly [name: string, asked: CallOptions])[] = [
  ['Claude’s own form', { model: bedrock(sonnet, { via: 'messages' }), ...files }],
  ['Converse', { model: bedrock(sonnet, { via: 'converse' }), ...files }],
  ['Command R’s own form', { model: bedrock('cohere.command-r-plus-v1:0'), prompt: question, documents: texts }],
]

test.each(forms)('%s: what an answer quotes is in the document that it names, streamed and whole', async (_, asked) => {
  const whole = await generateText(asked)
  const answer = streamText(asked)
  for await (const _part of answer);
  const streamed = await answer.result
  expect(streamed.content).toEqual(whole.content)
  const quotes = whole.content.flatMap((part) => {
    if (part.type !== 'text') return []
    return (part.citations ?? []).map(({ span, citedText, documentIds, title }) => ({
      words: citedText ?? part.text.slice(span?.start, span?.end),
      from: texts.find(({ id, title: named }) => id === documentIds?.[0] || named === title),
      stands: part.text,
    }))
  })
  expect(quotes).toHaveLength(2)
  for (const { words, from, stands } of quotes) {
    expect(words).toContain('The Loire')
    expect(from?.text).toContain(words)
    expect(stands).toContain(words)
  }
})
