import type { Turn } from '@x/bedrock-core/family'
import { checked } from '@x/bedrock-core/testing'
import { describe, expect, it } from 'vitest'
import { promptOf } from '../test/prompt.ts'
import { native } from './format.ts'

const user = (...texts: string[]): Turn => ({ role: 'user', content: texts.map((text) => ({ type: 'text', text })) })
const assistant = (text: string): Turn => ({ role: 'assistant', content: [{ type: 'text', text }] })
const seeing = (text: string, count = 1): Turn => ({
  role: 'user',
  content: [
    { type: 'text', text },
    ...Array.from({ length: count }, () => ({
      type: 'file' as const,
      mediaType: 'image/png',
      data: new Uint8Array(3),
    })),
  ],
})

const models = {
  2: 'meta.llama2-13b-chat-v1',
  3: 'meta.llama3-2-90b-instruct-v1:0',
  4: 'meta.llama4-scout-17b-instruct-v1:0',
} as const

interface Row {
  readonly what: string
  readonly llama: keyof typeof models
  readonly system?: string
  readonly turns: readonly Turn[]
  readonly prompt: readonly string[]
}

/** The strings after Meta's prompt_format.md of 3.3, 3.2 vision and 4, and the reference code of Llama 2. */
const rows: readonly Row[] = [
  {
    what: 'one question',
    llama: 2,
    turns: [user('Who?')],
    prompt: ['<s>[INST] Who? [/INST]'],
  },
  {
    what: 'a system prompt and a conversation',
    llama: 2,
    system: 'Be kind.',
    turns: [user('One'), assistant('  Two '), user('Three')],
    prompt: ['<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\nOne [/INST] Two </s>', '<s>[INST] Three [/INST]'],
  },
  {
    what: 'neighbours of one role',
    llama: 2,
    turns: [user('One'), user('Two'), assistant('Three'), assistant('Four'), user('Five')],
    prompt: ['<s>[INST] One\n\nTwo [/INST] Three\n\nFour </s>', '<s>[INST] Five [/INST]'],
  },
  {
    what: 'an answer to go on with',
    llama: 2,
    turns: [user('One'), assistant('Two')],
    prompt: ['<s>[INST] One [/INST] Two'],
  },
  {
    what: 'an assistant who speaks first',
    llama: 2,
    system: 'Be kind.',
    turns: [assistant('Hello'), user('One')],
    prompt: ['<s>[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\n. [/INST] Hello </s>', '<s>[INST] One [/INST]'],
  },
  {
    what: 'a system prompt and a question',
    llama: 3,
    system: 'You are a helpful assistant',
    turns: [user('Answer who are you in the form of jeopardy?')],
    prompt: [
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nYou are a helpful assistant<|eot_id|>',
      '<|start_header_id|>user<|end_header_id|>\n\nAnswer who are you in the form of jeopardy?<|eot_id|>',
      '<|start_header_id|>assistant<|end_header_id|>\n\n',
    ],
  },
  {
    what: 'a conversation without a system prompt, blanks around each text cut off, blank turns left out',
    llama: 3,
    turns: [user(' One\n'), assistant('\n\nTwo'), user('\n'), user('Thr', 'ee ')],
    prompt: [
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nOne<|eot_id|>',
      '<|start_header_id|>assistant<|end_header_id|>\n\nTwo<|eot_id|>',
      '<|start_header_id|>user<|end_header_id|>\n\nThree<|eot_id|>',
      '<|start_header_id|>assistant<|end_header_id|>\n\n',
    ],
  },
  {
    what: 'an image',
    llama: 3,
    turns: [seeing('Describe this image in two sentences')],
    prompt: [
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n<|image|>Describe this image in two sentences<|eot_id|>',
      '<|start_header_id|>assistant<|end_header_id|>\n\n',
    ],
  },
  {
    what: 'an answer to go on with',
    llama: 3,
    turns: [user('One'), assistant('Two')],
    prompt: [
      '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nOne<|eot_id|>',
      '<|start_header_id|>assistant<|end_header_id|>\n\nTwo',
    ],
  },
  {
    what: 'a system prompt and a question',
    llama: 4,
    system: 'You are a helpful assistant',
    turns: [user('Answer who are you in the form of jeopardy?')],
    prompt: [
      '<|begin_of_text|><|header_start|>system<|header_end|>\n\nYou are a helpful assistant<|eot|>',
      '<|header_start|>user<|header_end|>\n\nAnswer who are you in the form of jeopardy?<|eot|>',
      '<|header_start|>assistant<|header_end|>\n\n',
    ],
  },
  {
    what: 'two images',
    llama: 4,
    turns: [seeing('Compare', 2)],
    prompt: [
      '<|begin_of_text|><|header_start|>user<|header_end|>\n\n<|image_start|><|image|><|image_end|>',
      '<|image_start|><|image|><|image_end|>Compare<|eot|><|header_start|>assistant<|header_end|>\n\n',
    ],
  },
]

describe('the prompt, to the byte', () => {
  it.each(rows)('Llama $llama: $what', ({ llama, system, turns, prompt }) => {
    const { body } = checked(native).encode(
      promptOf({ system: system === undefined ? [] : [{ type: 'text', text: system }], messages: turns }),
      models[llama],
    )
    expect(body['prompt']).toBe(prompt.join(''))
  })

  it('is chosen by the caller where the id does not say it, and never guessed', () => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc'
    const prompt = (template: 'llama2' | 'llama3' | 'llama4') =>
      checked(native).encode(promptOf({ options: { template } }), arn).body['prompt']
    expect(prompt('llama2')).toBe('<s>[INST] Hi [/INST]')
    expect(prompt('llama3')).toMatch(/^<\|begin_of_text\|><\|start_header_id\|>user/)
    expect(prompt('llama4')).toMatch(/^<\|begin_of_text\|><\|header_start\|>user/)
    expect(() => checked(native).encode(promptOf(), arn)).toThrow(expect.objectContaining({ code: 'invalid-argument' }))
    expect(() => checked(native).encode(promptOf(), 'meta.llama9-v1:0')).toThrow(
      /options: \{ template: 'llama3' \}.*via: 'converse'/,
    )
  })
})
