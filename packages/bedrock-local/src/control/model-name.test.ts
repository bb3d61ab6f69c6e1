import { expect, it } from 'vitest'
import { modelNameOf } from './model-name.ts'

it.each([
  ['anthropic.claude-sonnet-4-5-20250929-v1:0', 'Claude Sonnet 4.5'],
  ['anthropic.claude-3-haiku-20240307-v1:0', 'Claude 3 Haiku'],
  ['anthropic.claude-opus-4-8', 'Claude Opus 4.8'],
  ['amazon.nova-pro-v1:0', 'Nova Pro'],
  ['openai.gpt-oss-120b-1:0', 'gpt oss 120B'],
  ['meta.llama3-1-70b-instruct-v1:0', 'Llama3.1 70B Instruct'],
])('%s is called %s', (id, name) => expect(modelNameOf(id)).toBe(name))
