import type { FilePart } from '../speech/content.ts'
import type { Prompt, Turn } from '../speech/prompt.ts'
import type { Feature } from './feature.ts'

type Part = Turn['content'][number]

const media: Readonly<Record<string, Feature>> = { image: 'images', audio: 'audio', video: 'video' }

const needsOfFile = ({ mediaType, data, citations }: FilePart): (Feature | false)[] => [
  media[mediaType.split('/', 1)[0] ?? ''] ?? 'documents',
  typeof data === 'object' && 'uri' in data && 's3',
  citations === true && 'citations',
]

const needsOfPart = (part: Part): (Feature | false)[] => {
  const marked = 'cache' in part && part.cache !== undefined && 'cache'
  if (part.type === 'file') return [marked, ...needsOfFile(part)]
  if (part.type === 'text') return [marked, part.guard !== undefined && 'guard-content']
  if (part.type !== 'tool-call' && part.type !== 'tool-result') return []
  const inside = part.type === 'tool-result' && part.output.type === 'content' ? part.output.value : []
  return [marked, 'tools', ...inside.flatMap(needsOfPart)]
}

const isSaid = (text: string): boolean => text.trim() !== ''

/** The features a prompt needs: what must be carried for it to mean what it says. */
export const needsOf = (prompt: Prompt): Feature[] => {
  const { system, tools, toolChoice } = prompt
  const needs: (Feature | false | undefined)[] = [
    system.some(({ text }) => isSaid(text)) && 'system',
    tools.length > 0 && 'tools',
    (toolChoice === 'required' || typeof toolChoice === 'object') && 'tool-choice',
    prompt.reasoning !== undefined && 'reasoning',
    (prompt.promptCache !== undefined || tools.some(({ cache }) => cache !== undefined)) && 'cache',
    prompt.documents?.some(({ text }) => isSaid(text)) && 'retrieval',
    prompt.responseFormat !== undefined && 'response-format',
    prompt.topK !== undefined && 'top-k',
    prompt.stopSequences?.some((stop) => stop !== '') && 'stop-sequences',
    ...system.flatMap(needsOfPart),
    ...prompt.messages.flatMap(({ content }): readonly Part[] => content).flatMap(needsOfPart),
  ]
  return [...new Set(needs.filter((need) => need !== false && need !== undefined))]
}
