import type { CachePoint, Encoded } from '../family/format.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { withCachePoints } from './cache.ts'
import { systemEntries } from './content.ts'
import { documentNames } from './document-names.ts'
import { type ConverseSettings, quirksOf } from './settings.ts'
import { toolsOf } from './tools.ts'
import { turnsOf } from './turns.ts'

/** An object without its undefined members; nothing at all when none is left. */
const member = (name: string, value: JsonObject): JsonObject => {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }
}

const inference = ({ maxOutputTokens, temperature, topP, stopSequences = [] }: Prompt): JsonObject => ({
  maxTokens: maxOutputTokens,
  temperature,
  topP,
  stopSequences: stopSequences.length === 0 ? undefined : stopSequences,
})

const output = (prompt: Prompt, effort: boolean): JsonObject => {
  const { responseFormat: format } = prompt
  const { name, description } = format ?? {}
  return {
    textFormat: format && {
      type: 'json_schema',
      structure: {
        jsonSchema: {
          // A string of JSON, says the service model.
          schema: JSON.stringify(format.schema),
          name,
          description,
        },
      },
    },
    effort: effort ? prompt.reasoning : undefined,
  }
}

const variables = (values: Readonly<Record<string, string>> | undefined): JsonObject =>
  Object.fromEntries(Object.entries(values ?? {}).map(([name, text]) => [name, { text }]))

/** Writes a prompt as a Converse body. @throws BedrockError `unsupported`, `invalid-argument` */
export const encode = <Options extends object>(
  settings: ConverseSettings<Options>,
  prompt: Prompt<Options>,
  model: string,
): Encoded => {
  const quirks = quirksOf(settings, model)
  const fields = settings.fields?.(prompt, model) ?? {}
  const renamed: Warning[] = []
  const cites = quirks.citationReplay !== false
  const scope = { quirks, documentName: documentNames(renamed), cites }
  const turns = turnsOf(prompt.messages, prompt.documents ?? [], scope)
  const toolChoice = fields.toolChoice ?? prompt.toolChoice
  const plan = toolsOf({ tools: prompt.tools, toolChoice }, turns, quirks, fields.systemTools)
  const cachePoints: CachePoint[] = []
  const tools = withCachePoints(plan.entries, 'toolConfig.tools', cachePoints)
  const system = withCachePoints(systemEntries(prompt.system), 'system', cachePoints)
  const messages = turns.map(({ role, content }, at) => ({
    role,
    content: withCachePoints(content, `messages.${at}.content`, cachePoints),
  }))
  const effort = quirks.effort ?? settings.fields === undefined
  return {
    body: {
      ...(messages.length === 0 ? {} : { messages }),
      ...(system.length === 0 ? {} : { system }),
      ...member('inferenceConfig', { ...inference(prompt), ...fields.inferenceConfig }),
      ...(tools.length === 0 ? {} : { toolConfig: { tools, toolChoice: plan.choice } }),
      ...member('outputConfig', { ...output(prompt, effort), ...fields.outputConfig }),
      ...member('promptVariables', variables(fields.promptVariables)),
      ...member('additionalModelRequestFields', fields.additionalModelRequestFields ?? {}),
    },
    cachePoints,
    warnings: [...renamed, ...plan.warnings, ...(fields.warnings ?? [])],
  }
}
