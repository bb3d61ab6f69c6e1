import type { LanguageModel } from '../client/language-model.ts'
import { BedrockError } from '../errors/bedrock-error.ts'
import { defined } from '../speech/defined.ts'
import type { TriedTarget } from '../speech/generation.ts'
import type { Warning } from '../speech/warning.ts'

export const triedTarget = (
  { id }: LanguageModel,
  region: string | undefined,
  { code, attempts, requestId }: BedrockError,
): TriedTarget => ({ modelId: id, code, ...defined({ region, attempts, requestId }) })

const listed = (tried: readonly TriedTarget[]): string =>
  tried
    .map(({ modelId, region, code }) => `"${modelId}"${region === undefined ? '' : ` in ${region}`} (${code})`)
    .join(', ')

export const triedWarnings = (tried: readonly TriedTarget[], { id }: LanguageModel): readonly Warning[] =>
  tried.length === 0 ? [] : [{ code: 'failed-over', message: `"${id}" was asked after ${listed(tried)} had failed.` }]

/** The last failure, and what had failed before it. */
export const afterTried = (error: BedrockError, tried: readonly TriedTarget[]): BedrockError =>
  tried.length === 0
    ? error
    : new BedrockError(error.code, `${error.message} Before it failed: ${listed(tried)}.`, {
        ...error,
        cause: error.cause,
      })
