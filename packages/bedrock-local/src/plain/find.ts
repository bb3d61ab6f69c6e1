import { getFoundationModel, listFoundationModels } from '../control/foundation-models.ts'
import { getInferenceProfile, listInferenceProfiles } from '../control/inference-profiles.ts'
import type { AnyRoute, Route } from '../wire/route.ts'
import { agentRerank } from './agent-rerank.ts'
import { applyGuardrail } from './apply-guardrail.ts'
import { countTokens } from './count-tokens.ts'
import type { About, PlainAnswer } from './plain-answer.ts'

type Service = (about: About) => PlainAnswer

/** What answers where no model is named in the path, or only counted for. */
export const plainFor = (route: Exclude<AnyRoute, Route>): Service => {
  switch (route.operation) {
    case 'apply-guardrail':
      return (about) => applyGuardrail(route, about)
    case 'count-tokens':
      return (about) => countTokens(route, about)
    case 'rerank':
      return agentRerank
    case 'list-foundation-models':
      return listFoundationModels
    case 'get-foundation-model':
      return getFoundationModel(route.identifier)
    case 'list-inference-profiles':
      return listInferenceProfiles
    case 'get-inference-profile':
      return getInferenceProfile(route.identifier)
  }
}
