const answered = /simulated answer/
const hello = /^hello\b/

/** What the blocks that run print, by page, in their order. */
export const outputs: Readonly<Record<string, readonly RegExp[]>> = {
  'README.md': [
    /^hello \d+\n$/,
    /simulated answer[\s\S]*\nstop: \d+ tokens\n$/,
    /Lisbon: 21 °C[\s\S]* 2\n$/,
    /^\S.* \d+\n$/,
    /^hello\n$/,
  ],
  'docs/caching.md': [/'system\.0 1h'.*\n0 \d+ /],
  'docs/embeddings-and-rerank.md': [/^2 512 1\n$/],
  'docs/families/any-converse.md': [/^hello\n$/],
  'docs/families/claude.md': [/^hello \[ 'temperature-removed' \] invoke\n$/],
  'docs/families/cohere.md': [/^hello \[ 'headers' \]\n$/],
  'docs/families/gpt-oss.md': [/^hello \d+\n$/],
  'docs/families/llama.md': [/^hello$/],
  'docs/from-ai-sdk.md': [/Lisbon: 20 °C[\s\S]*Oslo: 20 °C[\s\S]*\d+\n$/],
  'docs/from-anthropic-sdk.md': [/^hello \d+\n$/, /simulated answer[\s\S]*stop\n$/],
  'docs/from-aws-sdk.md': [/simulated answer[\s\S]*\n\d+ tokens\n$/, /Lisbon: 20 °C[\s\S]* 2\n$/, hello],
  'docs/from-reqllm.md': [answered],
  'docs/getting-started.md': [/^hello stop \d+\n$/, /^one\ntwo\n$/],
  'docs/reasoning.md': [/simulated answer[\s\S]*true assistant 0\n$/],
  'docs/usage-and-cost.md': [/^\d+ \d+ \d+ \[.*\]\n\$0\.\d+ \(\d{4}-/],
  'docs/tools.md': [
    /weather of Lisbon: 20 °C\nweather of Oslo: 8 °C\n[\s\S]*\n2 steps, \d+ tokens, 3 messages to append\n$/,
  ],
  'packages/bedrock-ai-sdk/README.md': [answered],
  'packages/bedrock-auth/README.md': [/^hello\n$/],
  'packages/bedrock-claude/README.md': [/simulated answer[\s\S]* \d+ \[\]\n$/],
  'packages/bedrock-cohere/README.md': [/type: 'text'/],
  'packages/bedrock-core/README.md': [/inputTokens[\s\S]*role: 'assistant'/],
  'packages/bedrock-llama/README.md': [answered],
  'packages/bedrock-local/README.md': [/^Hello\.\n$/],
  'packages/bedrock-models/README.md': [/^\$0\.0825 by the list of \d{4}-\d\d-\d\d\n$/],
  'packages/bedrock-node/README.md': [/^hello\n$/],
  'packages/bedrock-oss/README.md': [/simulated answer[\s\S]* \d+\n$/],
  'packages/bedrock-react/README.md': [/^\[ 'echo hello', 'hello' \]\n$/],
}
