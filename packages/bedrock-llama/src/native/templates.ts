import { BedrockError, rowOf } from '@x/bedrock-core/family'
import type { LlamaTemplate } from '../options.ts'
import { headers } from './headers.ts'
import { instructions } from './instructions.ts'
import type { Template } from './template.ts'

const templates: Readonly<Record<LlamaTemplate, Template>> = {
  llama2: instructions,
  llama3: headers({
    start: '<|start_header_id|>',
    end: '<|end_header_id|>',
    turnEnd: '<|eot_id|>',
    image: '<|image|>',
  }),
  llama4: headers({
    start: '<|header_start|>',
    end: '<|header_end|>',
    turnEnd: '<|eot|>',
    // After Meta's prompt format, without the patches: only who decodes the image knows how many there are.
    image: '<|image_start|><|image|><|image_end|>',
  }),
}

const byId: readonly (readonly [start: string, template: LlamaTemplate])[] = [
  ['meta.llama2', 'llama2'],
  ['meta.llama3', 'llama3'],
  ['meta.llama4', 'llama4'],
]

/** The template of a model. @throws BedrockError `invalid-argument` where neither the id nor the caller says it */
export const templateOf = (model: string, named: LlamaTemplate | undefined): Template => {
  const name = named ?? byId.find(([start]) => model.startsWith(start))?.[1]
  const template = rowOf(templates, name)
  if (template) return template
  throw new BedrockError(
    'invalid-argument',
    `The id "${model}" does not say which prompt template it takes. Pass options: { template: 'llama3' } (or llama2, llama4), or ask with bedrock(id, { family: 'llama', via: 'converse' }).`,
  )
}
