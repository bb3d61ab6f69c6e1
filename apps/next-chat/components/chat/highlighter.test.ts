import type { CodeHighlighterPlugin, HighlightOptions, HighlightResult } from 'streamdown'
import { expect, test } from 'vitest'
import { atOnce } from './highlighter.ts'

const coloured: HighlightResult = { tokens: [[{ content: 'const', color: 'red' }]] }
const asked = (code: string, language = 'ts'): HighlightOptions => ({
  code,
  language: language as HighlightOptions['language'],
  themes: ['github-light', 'github-dark'],
})

/** Answers never at once; the result says that it has loaded. */
const slow = () => {
  let answer = (_: HighlightResult): void => {}
  const plugin: CodeHighlighterPlugin = {
    name: 'shiki',
    type: 'code-highlighter',
    getSupportedLanguages: () => [],
    getThemes: () => ['github-light', 'github-dark'],
    supportsLanguage: () => true,
    highlight: (_, callback = () => {}) => {
      answer = callback
      return null
    },
  }
  return { plugin: atOnce(plugin), loaded: () => answer(coloured) }
}

test('while a language loads, every line that has come is shown', () => {
  const { plugin } = slow()
  const lines = (code: string) =>
    plugin.highlight(asked(code))?.tokens.map((line) => line.map(({ content }) => content).join(''))
  expect(lines('one')).toEqual(['one'])
  expect(lines('one\n\nthree')).toEqual(['one', '', 'three'])
})

test('once it has loaded, colours are waited for; another language is another wait', () => {
  const { plugin, loaded } = slow()
  const heard: HighlightResult[] = []
  expect(plugin.highlight(asked('a'), (result) => heard.push(result))).not.toBeNull()
  loaded()
  expect(heard).toEqual([coloured])
  expect(plugin.highlight(asked('ab'))).toBeNull()
  expect(plugin.highlight(asked('ab', 'rust'))?.tokens).toHaveLength(1)
})
