import { expect, expectTypeOf, test } from 'vitest'
import { BedrockError } from '../errors/bedrock-error.ts'
import type { StreamPart } from '../speech/stream-part.ts'
import { runTools } from '../tools/run-tools.ts'
import { calls, says, scriptedModel } from '../tools/test/scripted-model.ts'
import { tool } from '../tools/tool.ts'
import type { AnswerPart } from './answer-part.ts'
import { createChunker } from './create-chunker.ts'
import { readUIStream } from './read-ui-stream.ts'
import { unsealed } from './request/unsealed.ts'
import { memoryStreamStore } from './resume/memory-stream-store.ts'
import { toResumableUIResponse } from './resume/to-resumable-ui-response.ts'
import { toolSeal } from './seal/tool-seal.ts'
import { answerParts, richDeltas, slowly } from './test/answers.ts'
import { toUIResponse, type UIResponseOptions } from './to-ui-response.ts'

const secret = 'x'.repeat(32)
const tools = { clock: tool({ input: { type: 'object' }, execute: () => '12:00' }) }
const run = () => {
  const { model } = scriptedModel(calls(['t1', 'clock', {}]), says('Noon.'))
  return runTools({ model, tools, prompt: 'When?' })
}

test('an answer of tools without a seal is an error of types', () => {
  // @ts-expect-error no seal
  const response = () => toUIResponse(run())
  // @ts-expect-error options, and no seal among them
  const resumable = () => toResumableUIResponse(run(), { store: memoryStreamStore(), chatId: 'c' })
  // @ts-expect-error no seal
  const chunks = (part: AnswerPart) => createChunker()(part)
  const sealed = () => toUIResponse(run(), { seal: toolSeal({ secret }) })
  const elsewhere = () => toUIResponse(run(), { seal: unsealed })
  const optional = (options: UIResponseOptions) => toUIResponse(slowly(answerParts(richDeltas)), options)
  expectTypeOf([response, elsewhere, sealed]).items.returns.toEqualTypeOf<Response>()
  expectTypeOf(optional).returns.toEqualTypeOf<Response>()
  expectTypeOf(resumable).returns.toEqualTypeOf<Promise<Response>>()
  expectTypeOf(chunks).returns.toEqualTypeOf<ReturnType<ReturnType<typeof createChunker>>>()
})

const unsealedAnswer = async (respond: (options: UIResponseOptions) => Response | Promise<Response>) => {
  const errors: unknown[] = []
  const response = await respond({ onError: (error) => errors.push(error) })
  const types: string[] = []
  try {
    for await (const { type } of readUIStream(response)) types.push(type)
  } catch (failure) {
    return { types, failure, errors }
  }
  return { types, failure: undefined, errors }
}

const parts = answerParts(richDeltas)

test.each([
  ['a response', (options: UIResponseOptions) => toUIResponse(slowly(parts), options)],
  [
    'one that can be resumed',
    (options: UIResponseOptions) =>
      toResumableUIResponse(slowly(parts), { ...options, store: memoryStreamStore(), chatId: 'c' }),
  ],
])(
  '%s without a seal ends at the first tool call: the server is told the fix, the page a code',
  async (_name, respond) => {
    const { types, failure, errors } = await unsealedAnswer(respond)
    expect(types).toContain('text-delta')
    expect(types.filter((type) => type.startsWith('tool'))).toEqual([])
    expect(failure).toMatchObject({ code: 'invalid-argument', message: 'The assistant cannot take this request.' })
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringMatching(/Pass a seal \(toolSeal, or unsealed\) to readChatRequest and toUIResponse/),
      }),
    ])
  },
)

test.each([
  ['a toolSeal', toolSeal({ secret }), ['data-tool-seal', 'data-tool-seal']],
  ['unsealed', unsealed, []],
])('%s writes calls and results', async (_name, seal, seals) => {
  const types: string[] = []
  for await (const { type } of readUIStream(toUIResponse(run(), { seal }))) types.push(type)
  expect(types.filter((type) => type.startsWith('tool-'))).toEqual([
    'tool-input-start',
    'tool-input-delta',
    'tool-input-available',
    'tool-output-available',
  ])
  expect(types.filter((type) => type === 'data-tool-seal')).toEqual(seals)
})

test('a chunker without a seal throws, for whoever writes events by hand', () => {
  const [toolStart] = parts.filter(({ type }) => type === 'tool-input-start')
  expect(() => toolStart && createChunker()(toolStart)).toThrow(BedrockError)
})

test('a part that is not known is no tool call: it is passed over, as raw content is', () => {
  const chunksOf = createChunker()
  const ofTomorrow: { type: string } = { type: 'of-tomorrow' }
  expect(chunksOf(ofTomorrow as StreamPart)).toEqual([])
  expect(chunksOf({ type: 'raw', value: 1 })).toEqual([])
})
