import type { CodeHighlighterPlugin, HighlightResult } from 'streamdown'

/** Code as streamdown draws it without colours. */
const plain = (code: string): HighlightResult => ({
  bg: 'transparent',
  fg: 'inherit',
  tokens: code.split('\n').map((content) => [{ content, color: 'inherit', bgColor: 'transparent' }]),
})

/**
 * A highlighter that answers at once with plain code until a language has come. streamdown would go on showing the lines that
 * were there when it began to wait, and move all that follows them when the rest appears.
 */
export const atOnce = (plugin: CodeHighlighterPlugin): CodeHighlighterPlugin => {
  const ready = new Set<string>()
  return {
    ...plugin,
    highlight(options, callback) {
      const result = plugin.highlight(options, (coloured) => {
        ready.add(options.language)
        callback?.(coloured)
      })
      return result ?? (ready.has(options.language) ? null : plain(options.code))
    },
  }
}

let loading: Promise<CodeHighlighterPlugin> | undefined

/** The highlighter is large, so it comes once the first code block is there. */
export const loadHighlighter = (): Promise<CodeHighlighterPlugin> => {
  loading ??= import('@streamdown/code').then(({ code }) => atOnce(code))
  return loading
}
