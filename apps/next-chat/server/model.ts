/** The model that the page talks to: Claude, at the address `BEDROCK_MODEL_ID` or a default. */
export const modelId = (): string =>
  process.env['BEDROCK_MODEL_ID']?.trim() || 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

/** `us.anthropic.claude-sonnet-4-5-20250929-v1:0` as `Claude Sonnet 4.5`; what is no such id stays as it is. */
export const modelLabel = (id: string = modelId()): string => {
  const words = /claude-([a-z0-9-]+?)(?:-\d{8})?(?:-v\d+)?(?::\d+)?$/.exec(id)?.[1]?.split('-') ?? []
  const name = words.filter((word) => !/^\d+$/.test(word)).map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  const version = words.filter((word) => /^\d+$/.test(word)).join('.')
  return words.length === 0 || id.startsWith('arn:') ? 'Claude' : ['Claude', ...name, version].join(' ').trim()
}
