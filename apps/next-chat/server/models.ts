import { capabilities, modelInfo, modelsOf, pricesOf, profileFor, resolveModel } from '@x/bedrock-models'

/** A model as the picker shows it. */
export interface ChatModel {
  /** What is asked: an inference profile of the region's geography, or the bare id. */
  readonly id: string
  readonly label: string
  /** The package that speaks its forms. */
  readonly family: FamilyName
  /** What it stands under. */
  readonly group: string
  readonly can: readonly string[]
  readonly contextTokens?: number
  /** US dollars for a million tokens, in and out, by the list. */
  readonly price?: readonly [input: number, output: number]
}

export type FamilyName = 'claude' | 'cohere' | 'oss' | 'llama'

const families: readonly (readonly [name: FamilyName, group: string, start: string])[] = [
  ['claude', 'Claude', 'anthropic.claude-'],
  ['cohere', 'Cohere', 'cohere.'],
  ['oss', 'OpenAI gpt-oss', 'openai.gpt-oss-'],
  ['llama', 'Llama', 'meta.llama'],
]

/** The family that serves an id; an ARN, which does not say, is taken for a Claude. Undefined: none of this app's. */
export const familyOf = (id: string): FamilyName | undefined =>
  id.startsWith('arn:') ? 'claude' : families.find(([, , start]) => resolveModel(id).bareId.startsWith(start))?.[0]

const shown = ['tools', 'images', 'documents', 'reasoning', 'cache', 'citations'] as const

const isNumber = (word: string): boolean => /^\d{1,2}(\.\d+)?$/.test(word)

const capital = (word: string): string =>
  /^\d+[be]$/.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)

/** `us.anthropic.claude-sonnet-4-5-20250929-v1:0` as `Claude Sonnet 4.5`; an ARN as its last word. */
export const modelLabel = (id: string): string => {
  if (id.startsWith('arn:')) return `Profile ${id.slice(id.lastIndexOf('/') + 1)}`
  const name = resolveModel(id)
    .bareId.replace(/^[a-z0-9]+\./, '')
    .replace(/(-\d{8})?(-v\d+(:[\w:]+)?|-\d+:[\w:]+)?$/, '')
  const words = name
    .replace(/^llama/, 'llama-')
    .replace(/^gpt-oss/, 'gpt_oss')
    .split('-')
  // Digits that follow each other are one version.
  const joined: string[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last !== undefined && isNumber(last) && isNumber(word)) joined[joined.length - 1] = `${last}.${word}`
    else joined.push(word)
  }
  return joined.map((word) => (word === 'gpt_oss' ? 'gpt-oss' : capital(word))).join(' ')
}

const describe = (id: string, family: FamilyName, group: string): ChatModel => {
  const able = capabilities(id)
  const known = modelInfo(id)
  const rates = pricesOf(id)[0]
  return {
    id,
    label: modelLabel(id),
    family,
    group,
    can: shown.filter((name) => able[name]),
    ...(known?.contextTokens === undefined ? {} : { contextTokens: known.contextTokens }),
    ...(rates?.output === undefined ? {} : { price: [rates.input, rates.output] as const }),
  }
}

/** How a model is asked in a region; undefined where it answers only under a profile of another geography. */
const addressIn = (id: string, onDemand: boolean | undefined, region: string): string | undefined =>
  profileFor(id, region, { anywhere: true }) ?? (onDemand === false ? undefined : id)

/** The chat models that this app's families serve in a region, the newest first. */
export const chatModels = (region: string): readonly ChatModel[] =>
  families.flatMap(([family, group]) =>
    modelsOf(family)
      // What no source calls able to read documents are the old text completions.
      .filter(({ kind, capabilities: able }) => kind === 'chat' && able.documents === true)
      .flatMap(({ id, onDemand }) => addressIn(id, onDemand, region) ?? [])
      .map((id) => describe(id, family, group))
      .toReversed(),
  )

const fallback = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

/** The model that a new conversation begins with: `BEDROCK_MODEL_ID`, or a Claude of the region. */
export const defaultModel = (environment: Readonly<Record<string, string | undefined>>, region: string): string =>
  environment['BEDROCK_MODEL_ID']?.trim() || (profileFor(fallback, region, { anywhere: true }) ?? fallback)

/** All that may be picked: the table's, and the one that the environment names. */
export const choicesOf = (
  environment: Readonly<Record<string, string | undefined>>,
  region: string,
): readonly ChatModel[] => {
  const all = chatModels(region)
  const first = defaultModel(environment, region)
  return all.some(({ id }) => id === first)
    ? all
    : [describe(first, familyOf(first) ?? 'claude', 'From the environment'), ...all]
}
