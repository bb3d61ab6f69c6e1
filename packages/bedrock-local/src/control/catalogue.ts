/** A model of the catalogue. */
export interface CatalogueModel {
  readonly id: string
  readonly name: string
  /** What it takes and gives. */
  readonly input: readonly Modality[]
  readonly output: readonly Modality[]
  readonly streams: boolean
  /** Geographies that have an inference profile of it. */
  readonly profiles: readonly string[]
  /** Where it answers to its bare id; everywhere without a list. */
  readonly onDemand?: readonly string[]
  /** When AWS refused it as ended, milliseconds since 1970. */
  readonly ended?: number
}

export type Modality = 'TEXT' | 'IMAGE' | 'SPEECH' | 'VIDEO' | 'EMBEDDING'

const modalities: Readonly<Record<string, Modality>> = {
  t: 'TEXT',
  i: 'IMAGE',
  s: 'SPEECH',
  v: 'VIDEO',
  e: 'EMBEDDING',
}

/**
 * One model a line: id, name, what it takes, what it gives (text, image, speech, video, embedding; `+` where it streams),
 * profiles, regions on demand. `*` is everywhere, `-` nowhere. Ids: recordings, and those that clients list (AI SDK). Where a
 * bare id is refused: recordings of us-east-1 and ap-south-1, and AWS's pages on profiles; that changes, and an account may differ.
 */
const rows = `
ai21.jamba-1-5-large-v1:0|Jamba 1.5 Large|t|t+|-|*
ai21.jamba-1-5-mini-v1:0|Jamba 1.5 Mini|t|t+|-|*
ai21.j2-mid-v1|Jurassic-2 Mid|t|t|-|us-east-1 us-west-2
ai21.j2-ultra-v1|Jurassic-2 Ultra|t|t|-|us-east-1 us-west-2
amazon.nova-2-lite-v1:0|Nova 2 Lite|tiv|t+|us eu jp global|-
amazon.nova-2-multimodal-embeddings-v1:0|Nova Multimodal Embeddings|tisv|e|-|*
amazon.nova-lite-v1:0|Nova Lite|tiv|t+|us eu apac ca us-gov|*
amazon.nova-micro-v1:0|Nova Micro|t|t+|us eu apac us-gov|*
amazon.nova-premier-v1:0|Nova Premier|tiv|t+|us|-
amazon.nova-pro-v1:0|Nova Pro|tiv|t+|us eu apac us-gov|*
amazon.rerank-v1:0|Rerank 1.0|t|t|-|*
amazon.titan-embed-image-v1|Titan Multimodal Embeddings G1|ti|e|-|*
amazon.titan-embed-text-v1|Titan Embeddings G1 - Text|t|e|-|*
amazon.titan-embed-text-v2:0|Titan Text Embeddings V2|t|e|-|*
amazon.titan-text-express-v1|Titan Text G1 - Express|t|t+|-|*
amazon.titan-text-lite-v1|Titan Text G1 - Lite|t|t+|-|*
amazon.titan-tg1-large|Titan Text Large|t|t+|-|*
anthropic.claude-3-5-haiku-20241022-v1:0|Claude 3.5 Haiku|t|t+|us|us-west-2
anthropic.claude-3-5-sonnet-20240620-v1:0|Claude 3.5 Sonnet|ti|t+|us eu apac us-gov|*
anthropic.claude-3-5-sonnet-20241022-v2:0|Claude 3.5 Sonnet v2|ti|t+|us apac|us-west-2 ap-southeast-2
anthropic.claude-3-7-sonnet-20250219-v1:0|Claude 3.7 Sonnet|ti|t+|us eu apac us-gov|-
anthropic.claude-3-haiku-20240307-v1:0|Claude 3 Haiku|ti|t+|us eu apac us-gov|*
anthropic.claude-3-opus-20240229-v1:0|Claude 3 Opus|ti|t+|us|us-west-2
anthropic.claude-3-sonnet-20240229-v1:0|Claude 3 Sonnet|ti|t+|us eu apac|*
anthropic.claude-fable-5|Claude Fable 5|ti|t+|us global|-
anthropic.claude-fable-5-1|Claude Fable 5.1|ti|t+|us global|-
anthropic.claude-haiku-4-5-20251001-v1:0|Claude Haiku 4.5|ti|t+|us eu jp au global|-
anthropic.claude-instant-v1|Claude Instant|t|t+|-|*
anthropic.claude-opus-4-1-20250805-v1:0|Claude Opus 4.1|ti|t+|us|-
anthropic.claude-opus-4-20250514-v1:0|Claude Opus 4|ti|t+|us|-
anthropic.claude-opus-4-5-20251101-v1:0|Claude Opus 4.5|ti|t+|us eu global|-
anthropic.claude-opus-4-6-v1|Claude Opus 4.6|ti|t+|us eu au global|-
anthropic.claude-opus-4-7|Claude Opus 4.7|ti|t+|us eu jp au global|-
anthropic.claude-opus-4-8|Claude Opus 4.8|ti|t+|us eu jp au global|-
anthropic.claude-opus-5|Claude Opus 5|ti|t+|us eu jp au global|-
anthropic.claude-opus-5-5|Claude Opus 5.5|ti|t+|us eu jp au global|-
anthropic.claude-sonnet-4-20250514-v1:0|Claude Sonnet 4|ti|t+|us eu apac global|-
anthropic.claude-sonnet-4-5-20250929-v1:0|Claude Sonnet 4.5|ti|t+|us eu jp au us-gov global|-
anthropic.claude-sonnet-4-6|Claude Sonnet 4.6|ti|t+|us eu jp au global|-
anthropic.claude-sonnet-4-6-v1|Claude Sonnet 4.6|ti|t+|us eu jp au global|-
anthropic.claude-sonnet-5|Claude Sonnet 5|ti|t+|us eu jp au global|-
anthropic.claude-sonnet-5-5|Claude Sonnet 5.5|ti|t+|us eu jp au global|-
anthropic.claude-v2|Claude|t|t+|-|*
anthropic.claude-v2:1|Claude|t|t+|-|us-east-1 us-west-2 eu-central-1 ap-northeast-1
cohere.command-light-text-v14|Command Light|t|t+|-|us-east-1 us-west-2
cohere.command-r-plus-v1:0|Command R+|t|t+|-|*
cohere.command-r-v1:0|Command R|t|t+|-|*
cohere.command-text-v14|Command|t|t+|-|us-east-1 us-west-2
cohere.embed-english-v3|Embed English|ti|e|-|*
cohere.embed-multilingual-v3|Embed Multilingual|ti|e|-|*
cohere.embed-v4:0|Embed v4|ti|e|us eu global|*
cohere.rerank-v3-5:0|Rerank 3.5|t|t|-|*
deepseek.r1-v1:0|DeepSeek-R1|t|t+|us|-
deepseek.v3-v1:0|DeepSeek-V3.1|t|t+|-|*
meta.llama2-13b-chat-v1|Llama 2 Chat 13B|t|t+|-|us-east-1 us-west-2
meta.llama2-70b-chat-v1|Llama 2 Chat 70B|t|t+|-|us-east-1 us-west-2
meta.llama3-8b-instruct-v1:0|Llama 3 8B Instruct|t|t+|-|*
meta.llama3-70b-instruct-v1:0|Llama 3 70B Instruct|t|t+|-|*
meta.llama3-1-8b-instruct-v1:0|Llama 3.1 8B Instruct|t|t+|us|us-west-2
meta.llama3-1-70b-instruct-v1:0|Llama 3.1 70B Instruct|t|t+|us|us-west-2
meta.llama3-1-405b-instruct-v1:0|Llama 3.1 405B Instruct|t|t+|us|us-west-2
meta.llama3-2-1b-instruct-v1:0|Llama 3.2 1B Instruct|t|t+|us eu|us-east-1
meta.llama3-2-3b-instruct-v1:0|Llama 3.2 3B Instruct|t|t+|us eu|-
meta.llama3-2-11b-instruct-v1:0|Llama 3.2 11B Instruct|ti|t+|us|-
meta.llama3-2-90b-instruct-v1:0|Llama 3.2 90B Instruct|ti|t+|us|-
meta.llama3-3-70b-instruct-v1:0|Llama 3.3 70B Instruct|t|t+|us|us-east-2
meta.llama4-maverick-17b-instruct-v1:0|Llama 4 Maverick 17B Instruct|ti|t+|us|-
meta.llama4-scout-17b-instruct-v1:0|Llama 4 Scout 17B Instruct|ti|t+|us|-
mistral.mistral-7b-instruct-v0:2|Mistral 7B Instruct|t|t+|-|*
mistral.mistral-large-2402-v1:0|Mistral Large (24.02)|t|t+|-|*
mistral.mistral-large-2407-v1:0|Mistral Large (24.07)|t|t+|-|*
mistral.mistral-small-2402-v1:0|Mistral Small (24.02)|t|t+|-|*
mistral.mixtral-8x7b-instruct-v0:1|Mixtral 8x7B Instruct|t|t+|-|*
mistral.pixtral-large-2502-v1:0|Pixtral Large (25.02)|ti|t+|us eu|-
mistral.voxtral-mini-3b-2507|Voxtral Mini 3B|ts|t+|-|*
openai.gpt-oss-120b-1:0|gpt-oss-120b|t|t+|-|*
openai.gpt-oss-20b-1:0|gpt-oss-20b|t|t+|-|*
qwen.qwen3-32b-v1:0|Qwen3 32B|t|t+|-|*
writer.palmyra-x4-v1:0|Palmyra X4|t|t+|us|-
writer.palmyra-x5-v1:0|Palmyra X5|t|t+|us|-
`

/** Models that a recording shows refused as ended, by the day of the recording: AWS may have ended them before. */
const ended: Readonly<Record<string, string>> = { 'anthropic.claude-instant-v1': '2025-10-28' }

const wordsOf = (text: string): readonly string[] => (text === '-' ? [] : text.split(' '))

const modalitiesOf = (letters: string): readonly Modality[] =>
  [...letters].flatMap((letter) => modalities[letter] ?? [])

const modelOf = (row: string): CatalogueModel => {
  const [id = '', name = '', input = '', output = '', profiles = '', onDemand = ''] = row.split('|')
  const day = ended[id]
  return {
    id,
    name,
    input: modalitiesOf(input),
    output: modalitiesOf(output),
    streams: output.endsWith('+'),
    profiles: wordsOf(profiles),
    ...(onDemand === '*' ? {} : { onDemand: wordsOf(onDemand) }),
    ...(day === undefined ? {} : { ended: Date.parse(day) }),
  }
}

let models: ReadonlyMap<string, CatalogueModel> | undefined

/** What AWS offers, by model id. */
export const catalogue = (): ReadonlyMap<string, CatalogueModel> => {
  models ??= new Map(
    rows
      .trim()
      .split('\n')
      .map(modelOf)
      .map((model) => [model.id, model]),
  )
  return models
}
