/** Ids an editor offers: a help, never a gate. */
export type KnownOssModel =
  | 'openai.gpt-oss-20b-1:0'
  | 'openai.gpt-oss-120b-1:0'
  | 'openai.gpt-oss-safeguard-20b'
  | 'openai.gpt-oss-safeguard-120b'
