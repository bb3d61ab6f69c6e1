const answered = /simulated answer/
const hello = /^hello\b/

/** What the blocks that run print, by page, in their order. */
export const outputs: Readonly<Record<string, readonly RegExp[]>> = {
  'README.md': [/simulated answer[\s\S]*\nstop: \d+ tokens\n$/, /^hello\n$/],
  'docs/from-ai-sdk.md': [/Lisbon: 20 °C[\s\S]*Oslo: 20 °C[\s\S]*\d+\n$/],
  'docs/from-anthropic-sdk.md': [/^hello \d+\n$/, /simulated answer[\s\S]*stop\n$/],
  'docs/from-aws-sdk.md': [/simulated answer[\s\S]*\n\d+ tokens\n$/, /Lisbon: 20 °C[\s\S]* 2\n$/, hello],
  'docs/from-reqllm.md': [answered],
  'docs/tools.md': [
    /weather of Lisbon: 20 °C\nweather of Oslo: 8 °C\n[\s\S]*\n2 steps, \d+ tokens, 3 messages to append\n$/,
  ],
}
