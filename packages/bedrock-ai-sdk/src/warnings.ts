import type { SharedV4Warning } from '@ai-sdk/provider'
import type { Warning } from '@x/bedrock-core'

/** Both specifications know these two kinds. */
export type CallWarning = Extract<SharedV4Warning, { type: 'unsupported' | 'compatibility' }>

export const unsupported = (feature: string, details: string): CallWarning => ({
  type: 'unsupported',
  feature,
  details,
})

export const adjusted = (feature: string, details: string): CallWarning => ({ type: 'compatibility', feature, details })

/** What core or a family changed before sending. */
export const fromCore = (warnings: readonly Warning[]): CallWarning[] =>
  warnings.map(({ code, message }) => adjusted(code, message))
