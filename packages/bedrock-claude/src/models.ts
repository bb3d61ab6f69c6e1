/** Ids an editor offers: a help, never a gate. Newer models answer only under a geography such as `us.` or `global.`. */
export type KnownClaudeModel =
  | `${'' | 'us.' | 'eu.' | 'apac.'}anthropic.claude-3-haiku-20240307-v1:0`
  | `${'us.' | 'apac.'}anthropic.claude-3-5-haiku-20241022-v1:0`
  | `${'us.' | 'eu.' | 'apac.' | 'us-gov.'}anthropic.claude-3-7-sonnet-20250219-v1:0`
  | `${'us.' | 'eu.' | 'apac.' | 'global.'}anthropic.claude-sonnet-4-20250514-v1:0`
  | 'us.anthropic.claude-opus-4-20250514-v1:0'
  | 'us.anthropic.claude-opus-4-1-20250805-v1:0'
  | `${'us.' | 'eu.' | 'jp.' | 'au.' | 'global.'}anthropic.claude-sonnet-4-5-20250929-v1:0`
  | `${'us.' | 'eu.' | 'jp.' | 'au.' | 'global.'}anthropic.claude-haiku-4-5-20251001-v1:0`
  | `${'us.' | 'eu.' | 'global.'}anthropic.claude-opus-4-5-20251101-v1:0`
  | `${'us.' | 'eu.' | 'global.'}anthropic.claude-opus-4-6-v1`
  | `${'us.' | 'eu.' | 'global.'}anthropic.claude-sonnet-4-6`
  | `${'us.' | 'eu.' | 'global.'}anthropic.claude-opus-4-7`
