import { type JsonObject, maybeObject, maybeText, objectsOf } from '@x/bedrock-core/family'
import { invalid, Refusal } from '../wire/refusal.ts'
import type { GuardrailRoute } from '../wire/route.ts'
import { type Found, type GuardrailPolicy, masked, patternOf, wordsFound } from './guardrail-policy.ts'
import type { About, PlainAnswer } from './plain-answer.ts'

/** One text unit is up to 1,000 characters (AWS's page on guardrail prices). */
const unit = 1000

const policyOf = ({ guardrail, version }: GuardrailRoute, { settings }: About): GuardrailPolicy => {
  const id = guardrail.slice(guardrail.lastIndexOf('/') + 1)
  const policy = Object.hasOwn(settings.guardrails, id) ? settings.guardrails[id] : undefined
  // The service model names the exception; the words are ours.
  if (policy === undefined || !(policy.versions ?? ['DRAFT', '1']).includes(version))
    throw new Refusal('ResourceNotFoundException', 'The guardrail identifier or version provided does not exist.')
  return policy
}

/** Texts alone are looked at. The words for no content at all are ours. */
const textsIn = (body: JsonObject): readonly string[] => {
  const content = objectsOf(body, 'content')
  if (content.length === 0) throw invalid('The content must hold at least one block.')
  return content.map((block) => maybeText(maybeObject(block, 'text') ?? {}, 'text') ?? '')
}

const wordPolicy = (found: readonly Found[]): JsonObject =>
  found.length === 0
    ? {}
    : {
        wordPolicy: {
          customWords: found.map(({ match }) => ({ match, action: 'BLOCKED', detected: true })),
          managedWordLists: [],
        },
      }

const sensitivePolicy = (found: readonly Found[]): JsonObject =>
  found.length === 0
    ? {}
    : {
        sensitiveInformationPolicy: {
          piiEntities: [],
          regexes: found.map(({ word, match }) => ({
            name: word.toUpperCase(),
            match,
            regex: patternOf(word).source,
            action: 'ANONYMIZED',
            detected: true,
          })),
        },
      }

/** ApplyGuardrail with a policy of words: blocks first, masks what is left. @throws Refusal */
export const applyGuardrail = (route: GuardrailRoute, about: About): PlainAnswer => {
  const policy = policyOf(route, about)
  const texts = textsIn(about.body)
  const whole = texts.join('\n')
  const blocks = wordsFound(whole, policy.blocked ?? [])
  const masks = wordsFound(whole, policy.masked ?? [])
  const units = Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / unit)
  const usage = {
    topicPolicyUnits: 0,
    contentPolicyUnits: 0,
    wordPolicyUnits: policy.blocked === undefined ? 0 : units,
    sensitiveInformationPolicyUnits: 0,
    sensitiveInformationPolicyFreeUnits: policy.masked === undefined ? 0 : units,
    contextualGroundingPolicyUnits: 0,
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const guardrailCoverage = { textCharacters: { guarded: characters, total: characters } }
  const intervened = blocks.length > 0 || masks.length > 0
  const outputs =
    blocks.length > 0
      ? [policy.message ?? 'Sorry, the guardrail blocked this.']
      : masks.length > 0
        ? texts.map((text) => masked(text, policy.masked ?? []))
        : []
  return {
    body: {
      usage,
      action: intervened ? 'GUARDRAIL_INTERVENED' : 'NONE',
      ...(intervened ? { actionReason: blocks.length > 0 ? 'Guardrail blocked.' : 'Guardrail masked.' } : {}),
      outputs: outputs.map((text) => ({ text })),
      assessments: [
        {
          ...wordPolicy(blocks),
          ...sensitivePolicy(masks),
          invocationMetrics: {
            guardrailProcessingLatency: about.settings.now() - about.startedAt,
            usage,
            guardrailCoverage,
          },
        },
      ],
      guardrailCoverage,
    },
  }
}
