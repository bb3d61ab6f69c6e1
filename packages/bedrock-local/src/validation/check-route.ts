import type { JsonObject } from '@x/bedrock-core/family'
import type { AnyRoute, Operation } from '../wire/route.ts'
import { checkRequest } from './check.ts'

/** As the service model of the runtime names them; the control plane and agents have models of their own. */
const names: Readonly<Partial<Record<Operation, string>>> = {
  'apply-guardrail': 'ApplyGuardrail',
  converse: 'Converse',
  'converse-stream': 'ConverseStream',
  'count-tokens': 'CountTokens',
  invoke: 'InvokeModel',
  'invoke-with-response-stream': 'InvokeModelWithResponseStream',
}

const uriOf = (route: AnyRoute): Readonly<Record<string, string>> => {
  if ('model' in route) return { modelId: route.model }
  if ('guardrail' in route) return { guardrailIdentifier: route.guardrail, guardrailVersion: route.version }
  return {}
}

/** Checks what was asked against the service model. @throws Refusal */
export const checkRoute = (route: AnyRoute, headers: Headers, body: JsonObject): void => {
  const name = names[route.operation]
  if (name !== undefined) checkRequest(name, { uri: uriOf(route), headers, body })
}
