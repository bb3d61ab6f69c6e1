/** gpt-oss's own call options. How hard it thinks is the call's `reasoning`: `low`, `medium` (as unasked) or `high`. */
export interface OssOptions {
  /** The same seed and prompt give mostly the same answer. */
  readonly seed?: number
  /** Let one answer call several tools. Default: the service's, which is yes. */
  readonly parallelToolCalls?: boolean
}
