import type { FilePart } from '../speech/content.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import type { Feature } from './feature.ts'

const partsOf = (prompt: Prompt): readonly Turn['content'][number][] =>
  prompt.messages.flatMap((turn): readonly Turn['content'][number][] => turn.content)

const filesOf = (prompt: Prompt): readonly FilePart[] =>
  partsOf(prompt).flatMap((part) =>
    part.type === 'file'
      ? [part]
      : part.type === 'tool-result' && part.output.type === 'content'
        ? part.output.value.filter((value) => value.type === 'file')
        : [],
  )

const isDocument = (file: FilePart): boolean => !/^(image|audio|video)\//.test(file.mediaType)

/** One predicate a feature: what must be carried for this prompt to mean what it says. */
const tests: Readonly<Partial<Record<Feature, (prompt: Prompt) => boolean>>> = {
  system: (prompt) => prompt.system.length > 0,
  tools: (prompt) =>
    prompt.tools.length > 0 || partsOf(prompt).some((part) => part.type === 'tool-call' || part.type === 'tool-result'),
  'tool-choice': (prompt) => prompt.toolChoice === 'required' || typeof prompt.toolChoice === 'object',
  images: (prompt) => filesOf(prompt).some((file) => file.mediaType.startsWith('image/')),
  audio: (prompt) => filesOf(prompt).some((file) => file.mediaType.startsWith('audio/')),
  video: (prompt) => filesOf(prompt).some((file) => file.mediaType.startsWith('video/')),
  documents: (prompt) => filesOf(prompt).some(isDocument),
  s3: (prompt) => filesOf(prompt).some((file) => typeof file.data === 'object' && 'uri' in file.data),
  reasoning: (prompt) => prompt.reasoning !== undefined,
  cache: (prompt) =>
    prompt.promptCache !== undefined ||
    prompt.system.some((part) => part.cache !== undefined) ||
    prompt.tools.some((tool) => tool.cache !== undefined) ||
    partsOf(prompt).some((part) => 'cache' in part && part.cache !== undefined),
  citations: (prompt) => filesOf(prompt).some((file) => file.citations === true),
  retrieval: (prompt) => (prompt.documents?.length ?? 0) > 0,
  'guard-content': (prompt) =>
    [...prompt.system, ...partsOf(prompt)].some((part) => part.type === 'text' && part.guard !== undefined),
  'response-format': (prompt) => prompt.responseFormat !== undefined,
  'top-k': (prompt) => prompt.topK !== undefined,
  'stop-sequences': (prompt) => (prompt.stopSequences?.length ?? 0) > 0,
}

/** The features a prompt needs. */
export const needsOf = (prompt: Prompt): Feature[] =>
  (Object.keys(tests) as Feature[]).filter((feature) => tests[feature]?.(prompt) === true)
