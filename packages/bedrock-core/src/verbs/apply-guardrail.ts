import type { GuardrailOptions } from '../client/call-options.ts'
import type { Connection } from '../client/connection.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { maybeObject, maybeText, objectsOf, readText } from '../family/read.ts'
import type { FilePart, TextPart } from '../speech/content.ts'
import type { ResponseInfo } from '../speech/generation.ts'
import type { JsonObject } from '../speech/json.ts'
import { base64OfBytes } from '../wire/base64.ts'
import { pathSegment } from '../wire/path-segment.ts'
import { aroundWhole } from './around-whole.ts'
import { type VerbLimits, withCaller } from './call.ts'

/** What a guardrail looks at: a text, which `guard` may qualify, or a PNG or JPEG image. */
export type GuardedContent =
  | string
  | Pick<TextPart, 'type' | 'text' | 'guard'>
  | Pick<FilePart, 'type' | 'mediaType' | 'data'>

export interface ApplyGuardrailOptions extends VerbLimits {
  /** What `createBedrock` gave, or one of its models: no model is asked. */
  readonly bedrock: { readonly connection: Connection }
  /** The guardrail to ask. */
  readonly guardrail: Pick<GuardrailOptions, 'id' | 'version'>
  /** Whether the content is what a user says or what a model said. */
  readonly source: 'input' | 'output'
  /** What is to be judged. */
  readonly content: GuardedContent | readonly GuardedContent[]
  /** `full` also lists what was assessed and found harmless. Default `interventions`. */
  readonly outputScope?: 'interventions' | 'full'
}

export interface GuardrailResult {
  /** True where the content was blocked or masked. */
  readonly intervened: boolean
  /** Bedrock's own word. */
  readonly action: string
  readonly actionReason?: string
  /** What to show instead, one text for each block or a single message; empty where nothing was found. */
  readonly outputs: readonly string[]
  /** By policy, in Bedrock's own words. They quote what was found: never log them. */
  readonly assessments: readonly JsonObject[]
  /** Policy units, in Bedrock's own words. */
  readonly usage: JsonObject
  readonly coverage?: JsonObject
  readonly response: Pick<ResponseInfo, 'requestId' | 'attempts'>
}

const formats: Readonly<Record<string, string>> = { 'image/png': 'png', 'image/jpeg': 'jpeg' }

const blockOf = (content: GuardedContent): JsonObject => {
  if (typeof content === 'string') return { text: { text: content } }
  if (content.type === 'text') return { text: { text: content.text, qualifiers: content.guard } }
  const { mediaType, data } = content
  const format = formats[mediaType]
  if (format === undefined)
    throw new BedrockError('unsupported', `A guardrail takes PNG and JPEG images, not "${mediaType}".`)
  if (typeof data !== 'string' && !(data instanceof Uint8Array))
    throw new BedrockError('unsupported', 'A guardrail takes no image in S3. Pass its bytes.')
  return { image: { format, source: { bytes: typeof data === 'string' ? data : base64OfBytes(data) } } }
}

/** The service model's forms; they become path segments. */
const identifier = /^(?:[a-z0-9]+|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail\/[a-z0-9]+)$/
const versions = /^(?:[1-9][0-9]{0,7}|DRAFT)$/

const apply = async (options: ApplyGuardrailOptions): Promise<GuardrailResult> => {
  const { bedrock, guardrail, source, content, outputScope } = options
  if (!identifier.test(guardrail.id) || !versions.test(guardrail.version))
    throw new BedrockError(
      'invalid-argument',
      'The guardrail needs an id (lower-case letters and digits) or ARN, and a version that is a number or "DRAFT". Nothing was sent.',
    )
  const blocks: readonly GuardedContent[] = typeof content === 'string' || 'type' in content ? [content] : content
  const { body, info } = await withCaller(bedrock.connection, options, (caller) =>
    caller({
      path: `/guardrail/${pathSegment(guardrail.id)}/version/${guardrail.version}/apply`,
      operation: 'apply-guardrail',
      body: {
        source: source.toUpperCase(),
        content: blocks.map(blockOf),
        outputScope: outputScope?.toUpperCase(),
      },
      subject: `guardrail ${guardrail.id}`,
    }),
  )
  const action = readText(body, 'action')
  const actionReason = maybeText(body, 'actionReason')
  const coverage = maybeObject(body, 'guardrailCoverage')
  return {
    intervened: action === 'GUARDRAIL_INTERVENED',
    action,
    ...(actionReason === undefined ? {} : { actionReason }),
    outputs: objectsOf(body, 'outputs').flatMap((output) => maybeText(output, 'text') ?? []),
    assessments: objectsOf(body, 'assessments'),
    usage: maybeObject(body, 'usage') ?? {},
    ...(coverage === undefined ? {} : { coverage }),
    response: info,
  }
}

/**
 * Has a guardrail look at content, without a model.
 * @throws BedrockError `invalid-argument`, `unsupported`, or the call's failure
 */
export const applyGuardrail = async (options: ApplyGuardrailOptions): Promise<GuardrailResult> =>
  aroundWhole(options.bedrock.connection, { verb: 'applyGuardrail', options }, apply)
