import { isJsonObject, type Json, type UIMessage } from '@x/bedrock-core/ui'

const count = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined)

/** What a message says of itself, in a few words: `1.2 s · 34 in · 210 out`. */
export const answerFacts = (message: UIMessage): string => {
  const usage = isJsonObject(message.metadata?.['usage']) ? message.metadata['usage'] : {}
  const latency = count(message.metadata?.['latencyMs'])
  const input = count(usage['inputTokens'])
  const output = count(usage['outputTokens'])
  return [
    latency === undefined ? '' : `${(latency / 1000).toFixed(1)} s`,
    input === undefined ? '' : `${input.toLocaleString('en')} tokens in`,
    output === undefined ? '' : `${output.toLocaleString('en')} out`,
  ]
    .filter((fact) => fact !== '')
    .join(' · ')
}
