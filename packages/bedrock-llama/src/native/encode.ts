import { BedrockError, type Encoded, type Prompt, type Warning } from '@x/bedrock-core/family'
import type { LlamaOptions } from '../options.ts'
import type { Template, WrittenTurn } from './template.ts'
import { templateOf } from './templates.ts'
import { type SaidTurn, saidOf } from './turns.ts'

/** A space behind its first character makes a special token plain text; what looks like none stays as it is. */
const harmless = (text: string, { special }: Template): string => text.replace(special, '$& ').trim()

const written = ({ role, text, images }: SaidTurn, template: Template): WrittenTurn => {
  if (images.length > 0 && template.image === undefined)
    throw new BedrockError('unsupported', 'Llama 2 takes no images. Leave them out, or choose a newer model.')
  return { role, text: `${(template.image ?? '').repeat(images.length)}${harmless(text, template)}` }
}

/** Writes the one prompt string of InvokeModel. @throws BedrockError `unsupported`, `invalid-argument` */
export const encode = (prompt: Prompt<LlamaOptions>, model: string): Encoded => {
  const template = templateOf(model, prompt.options.template)
  const said = prompt.messages.map(saidOf)
  const warnings: Warning[] = []
  const turns = said.map((turn) => written(turn, template)).filter(({ text }) => text !== '')
  const system = harmless(prompt.system.map(({ text }) => text).join('\n\n'), template)
  const images = said.flatMap((turn) => turn.images)
  return {
    body: {
      prompt: template.write(system, turns, warnings),
      max_gen_len: prompt.maxOutputTokens,
      temperature: prompt.temperature,
      top_p: prompt.topP,
      images: images.length === 0 ? undefined : images,
    },
    warnings,
  }
}
