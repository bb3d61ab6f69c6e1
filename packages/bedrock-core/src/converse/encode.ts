import type { Encoded } from '../family/format.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { withCachePoints } from './cache.ts'
import { systemEntries } from './content.ts'
import { documentNames } from './names.ts'
import { type ConverseSettings, quirksOf } from './settings.ts'
import { toolsOf } from './tools.ts'
import { turnsOf } from './turns.ts'

/** An object without its undefined members; nothing at all when none is left. */
const member = (name: string, value: JsonObject): JsonObject => {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }
}

/** Converse takes 0 to 1 (InferenceConfiguration); other services take more. */
const clamped = (name: string, value: number | undefined, warnings: Warning[]): number | undefined => {
  if (value === undefined || value <= 1) return value
  warnings.push({
    code: `${name}-clamped`,
    message: `Converse takes a ${name} of at most 1; ${value} was lowered to it.`,
  })
  return 1
}

const inference = (prompt: Prompt, warnings: Warning[]): JsonObject => {
  const stopSequences = (prompt.stopSequences ?? []).filter((sequence) => sequence !== '')
  return {
    maxTokens: prompt.maxOutputTokens,
    temperature: clamped('temperature', prompt.temperature, warnings),
    topP: clamped('topP', prompt.topP, warnings),
    stopSequences: stopSequences.length === 0 ? undefined : stopSequences,
  }
}

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
  const scope = { quirks, documentName: documentNames(), cites: quirks.citationReplay !== false }
  const { turns, warnings: turnWarnings } = turnsOf(prompt.messages, prompt.documents ?? [], scope)
  const toolChoice = fields.toolChoice ?? prompt.toolChoice
  const toolPlan = toolsOf({ tools: prompt.tools, toolChoice }, turns, quirks, fields.systemTools)
  const sent = withCachePoints(
    { tools: toolPlan.entries, system: systemEntries(prompt.system), turns },
    prompt.promptCache,
    quirks,
  )
  const inferenceWarnings: Warning[] = []
  const inferenceConfig = { ...inference(prompt, inferenceWarnings), ...fields.inferenceConfig }
  const effort = quirks.effort ?? settings.fields === undefined
  return {
    body: {
      ...(sent.messages.length === 0 ? {} : { messages: sent.messages }),
      ...(sent.system.length === 0 ? {} : { system: sent.system }),
      ...member('inferenceConfig', inferenceConfig),
      ...(sent.tools.length === 0
        ? {}
        : {
            toolConfig: {
              tools: sent.tools,
              toolChoice: toolPlan.choice,
            },
          }),
      ...member('outputConfig', { ...output(prompt, effort), ...fields.outputConfig }),
      ...member('promptVariables', variables(fields.promptVariables)),
      ...member('additionalModelRequestFields', fields.additionalModelRequestFields ?? {}),
    },
    cachePoints: sent.cachePoints,
    warnings: [
      ...turnWarnings,
      ...toolPlan.warnings,
      ...sent.warnings,
      ...inferenceWarnings,
      ...(fields.warnings ?? []),
    ],
  }
}
