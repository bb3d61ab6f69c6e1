import { defineFamily } from '../family/define.ts'
import type { Family } from '../family/family.ts'
import { bareIdAt } from '../family/model-id.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Prompt, ReasoningEffort } from '../speech/prompt.ts'
import type { Warning } from '../speech/warning.ts'
import { type AnyModel, anyModels } from './any-converse-models.ts'
import { converse, everything } from './converse.ts'
import type { ConverseFields } from './settings.ts'

/** Options of models that have no family of their own. */
export interface AnyConverseOptions {
  /** Names of tools that Bedrock itself runs, such as `nova_grounding`. */
  readonly systemTools?: readonly string[]
  /** Values for the variables of a prompt resource, when the model id is the ARN of one. */
  readonly promptVariables?: Readonly<Record<string, string>>
}

/** The last row that says something of this member. */
const known = <Key extends 'topK' | 'reasoning'>(key: Key, model: string): AnyModel[Key] | undefined =>
  anyModels.findLast((row) => row[key] !== undefined && bareIdAt(model, row.models) !== undefined)?.[key]

const topKFields = (topK: number, model: string): ConverseFields => {
  const place = known('topK', model)
  if (place === 'top_k') return { additionalModelRequestFields: { top_k: topK } }
  if (place !== undefined) return { additionalModelRequestFields: { inferenceConfig: { topK } } }
  return {
    warnings: [
      { code: 'top-k-removed', message: 'Converse has no topK and this model no known field for it; it was left out.' },
    ],
  }
}

/** At the highest effort these must be left to the model (AWS's guide to Nova 2). */
const leftToModel = ['maxOutputTokens', 'temperature', 'topP'] as const

/** Nova 2 knows three efforts. */
const novaEffort = (effort: ReasoningEffort, prompt: Prompt<AnyConverseOptions>): ConverseFields => {
  const maxReasoningEffort = effort === 'low' || effort === 'medium' ? effort : 'high'
  const highest = maxReasoningEffort === 'high'
  const removed = highest ? leftToModel.filter((name) => prompt[name] !== undefined) : []
  const warnings: Warning[] = removed.map((name) => ({
    code: `${name}-removed`,
    message: `At reasoning effort "high" this model takes no ${name}; it was left out.`,
  }))
  if (maxReasoningEffort !== effort)
    warnings.push({
      code: 'reasoning-lowered',
      message: `This model reasons at most "high"; "${effort}" was lowered to it.`,
    })
  return {
    additionalModelRequestFields: { reasoningConfig: { type: 'enabled', maxReasoningEffort } },
    ...(highest ? { inferenceConfig: { maxTokens: undefined, temperature: undefined, topP: undefined } } : {}),
    warnings,
  }
}

const reasoningFields = (
  effort: ReasoningEffort,
  model: string,
  prompt: Prompt<AnyConverseOptions>,
): ConverseFields => {
  const place = known('reasoning', model)
  if (place === undefined) return { outputConfig: { effort } }
  if (place === 'reasoningConfig') return novaEffort(effort, prompt)
  return { additionalModelRequestFields: { reasoning_config: effort === 'low' ? 'low' : 'high' } }
}

const joined = (left: JsonObject | undefined, right: JsonObject | undefined): JsonObject => ({ ...left, ...right })

const fields = (prompt: Prompt<AnyConverseOptions>, model: string): ConverseFields => {
  const { systemTools, promptVariables } = prompt.options
  const sampling = prompt.topK === undefined ? {} : topKFields(prompt.topK, model)
  const reasoning = prompt.reasoning === undefined ? {} : reasoningFields(prompt.reasoning, model, prompt)
  return {
    additionalModelRequestFields: joined(sampling.additionalModelRequestFields, reasoning.additionalModelRequestFields),
    ...(reasoning.inferenceConfig === undefined ? {} : { inferenceConfig: reasoning.inferenceConfig }),
    ...(reasoning.outputConfig === undefined ? {} : { outputConfig: reasoning.outputConfig }),
    ...(systemTools === undefined ? {} : { systemTools }),
    ...(promptVariables === undefined ? {} : { promptVariables }),
    warnings: [...(sampling.warnings ?? []), ...(reasoning.warnings ?? [])],
  }
}

/**
 * Every model on Bedrock that speaks Converse and has no family among those installed: any id, at the least preference.
 * `createBedrock({ families: [mine(), anyConverse()] })`
 */
export const anyConverse = (): Family<'converse', '', AnyConverseOptions> =>
  defineFamily({
    name: 'converse',
    prefixes: [''],
    formats: [
      converse<AnyConverseOptions>({
        carries: [...everything, 'top-k'],
        fields,
        documentCitations: false,
        citationReplay: false,
        models: anyModels,
      }),
    ],
    except: anyModels.flatMap(({ models, lacks }) => (lacks === undefined ? [] : [{ models, lacks }])),
  })
