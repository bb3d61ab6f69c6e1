/** What a local guardrail looks for. Words are whole words, whatever their case. */
export interface GuardrailPolicy {
  /** One of these blocks the content. */
  readonly blocked?: readonly string[]
  /** These are masked. */
  readonly masked?: readonly string[]
  /** What stands in place of blocked content. */
  readonly message?: string
  /** Default: `DRAFT` and `1`. */
  readonly versions?: readonly string[]
}

/** Without options: one guardrail to try things with. */
export const sampleGuardrails: Readonly<Record<string, GuardrailPolicy>> = {
  localguardrail: { blocked: ['forbidden'], masked: ['secret'] },
}

/** A word that was found, as it stands in the text. */
export interface Found {
  readonly word: string
  readonly match: string
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A word's pattern; not inside other words. */
export const patternOf = (word: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?![\\p{L}\\p{N}])`, 'giu')

/** Every listed word that a text holds, once each. */
export const wordsFound = (text: string, words: readonly string[]): readonly Found[] =>
  words.flatMap((word) => {
    const match = text.match(patternOf(word))?.[0]
    return match === undefined ? [] : [{ word, match }]
  })

/** The text with each listed word as `{WORD}`, the way AWS masks. */
export const masked = (text: string, words: readonly string[]): string =>
  words.reduce((sofar, word) => sofar.replace(patternOf(word), () => `{${word.toUpperCase()}}`), text)
