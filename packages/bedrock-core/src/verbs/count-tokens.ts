import type { CallOptions } from '../client/call-options.ts'
import { connectionOf } from '../client/connection.ts'
import type { LanguageModel } from '../client/language-model.ts'
import { plan } from '../client/plan.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { readNumber } from '../family/read.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import type { Warning } from '../speech/warning.ts'
import { base64OfBytes } from '../wire/base64.ts'
import { pathSegment } from '../wire/path-segment.ts'
import { aroundWhole } from './around-whole.ts'
import { withCaller } from './call.ts'

export interface TokenCount {
  /** What the prompt would count for if it were sent. */
  readonly inputTokens: number
  readonly warnings: readonly Warning[]
  readonly response: ResponseInfo
}

const profileArn = /^arn:.+:inference-profile\/(.+)$/
/** Two letters, such as `us` or `eu`, and the three longer ones: no vendor's name looks like that. */
const geography = /^(?:[a-z]{2}|us-gov|apac|global)\.(?=[^.]+\.)/

/** Only models themselves are counted for: profile ids are refused as models that cannot count (recorded). */
export const countedId = ({ id, bareId }: Pick<LanguageModel, 'id' | 'bareId'>): string =>
  id.startsWith('arn:') && !profileArn.test(id) ? id : (profileArn.exec(bareId)?.[1] ?? bareId).replace(geography, '')

/** The members of a Converse body that count (service model: ConverseTokensRequest). */
const converseMembers = ['messages', 'system', 'toolConfig', 'additionalModelRequestFields'] as const

const inputOf = (operation: string, body: JsonObject): JsonObject =>
  operation === 'converse'
    ? {
        converse: Object.fromEntries(
          converseMembers.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
        ),
      }
    : { invokeModel: { body: base64OfBytes(new TextEncoder().encode(JSON.stringify(body))) } }

/** The service says so with a ValidationException like any other (recorded). */
const cannotCount = /support counting tokens/i

const count = async <Options extends object>(options: CallOptions<Options>): Promise<TokenCount> => {
  const { model } = options
  const { operation, body, warnings } = plan(options)
  const id = countedId(model)
  const call = {
    path: `/model/${pathSegment(id)}/count-tokens`,
    operation: 'count-tokens',
    body: { input: inputOf(operation, body) },
    subject: id,
  }
  try {
    const { body: answer, info } = await withCaller(model.connection, options, (caller) => caller(call))
    return { inputTokens: readNumber(answer, 'inputTokens'), warnings, response: { modelId: id, ...info } }
  } catch (cause) {
    if (!BedrockError.is(cause, 'validation') || !cannotCount.test(cause.message)) throw cause
    const { status, requestId, awsName } = cause
    throw new BedrockError(
      'unsupported',
      `Bedrock cannot count tokens for "${id}". Estimate them, or read \`usage\` after an answer.`,
      { cause, status, requestId, awsName },
    )
  }
}

/**
 * Counts a prompt's tokens by the model's own rules, without asking the model: the same body that `generateText` would send.
 * @throws BedrockError `unsupported` where the model cannot count, or the call's failure
 */
export const countTokens = async <Options extends object>(options: CallOptions<Options>): Promise<TokenCount> =>
  aroundWhole(connectionOf(options.model), { verb: 'countTokens', options }, count)
