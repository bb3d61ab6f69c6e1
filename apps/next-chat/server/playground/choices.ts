import type { LanguageModel } from '@x/bedrock-core'
import { modelInfo, profileFor } from '@x/bedrock-models'
import { bedrock } from '../bedrock.ts'
import { refused } from '../read-json.ts'
import type { Via } from './vias.ts'

/** A model that can be asked beside others. */
export interface Choice {
  readonly id: string
  readonly label: string
  readonly family: 'claude' | 'cohere' | 'oss' | 'llama'
  /** What it can do, as far as the table of models says. */
  readonly can: readonly string[]
}

const shortlist: readonly Omit<Choice, 'can'>[] = [
  { id: 'anthropic.claude-sonnet-4-5-20250929-v1:0', label: 'Claude Sonnet 4.5', family: 'claude' },
  { id: 'anthropic.claude-haiku-4-5-20251001-v1:0', label: 'Claude Haiku 4.5', family: 'claude' },
  { id: 'meta.llama3-3-70b-instruct-v1:0', label: 'Llama 3.3 70B', family: 'llama' },
  { id: 'meta.llama4-maverick-17b-instruct-v1:0', label: 'Llama 4 Maverick', family: 'llama' },
  { id: 'cohere.command-r-plus-v1:0', label: 'Command R+', family: 'cohere' },
  { id: 'cohere.command-r-v1:0', label: 'Command R', family: 'cohere' },
  { id: 'openai.gpt-oss-120b-1:0', label: 'gpt-oss 120B', family: 'oss' },
  { id: 'openai.gpt-oss-20b-1:0', label: 'gpt-oss 20B', family: 'oss' },
]

/** The models of the playground, each by the inference profile that answers in a region. */
export const choicesIn = (region: string): readonly Choice[] =>
  shortlist.map((choice) => ({
    ...choice,
    id: profileFor(choice.id, region, { anywhere: true }) ?? choice.id,
    can: Object.entries(modelInfo(choice.id)?.capabilities ?? {}).flatMap(([name, able]) => (able ? [name] : [])),
  }))

/** @throws BedrockError `invalid-argument` for a model that is not on the list */
export const playgroundModel = (id: unknown, via: Via, region: string): LanguageModel => {
  const choice = choicesIn(region).find((one) => one.id === id)
  if (choice === undefined) throw refused('The model is not one of the playground’s.')
  const model = bedrock(choice.id, { family: choice.family })
  // Each family has its own name for its native form.
  const native = model.family.formats.find(({ operation }) => operation === 'invoke')?.name
  const form = via === 'native' ? native : via === 'converse' ? 'converse' : undefined
  return { ...model, via: form }
}
