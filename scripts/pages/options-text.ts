import type { OptionsType } from './options.ts'

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

const cell = (text: string): string => text.replaceAll('|', '\\|')

const table = ({ members }: OptionsType): readonly string[] =>
  members.length === 0
    ? []
    : [
        '| option | type | |',
        '|---|---|---|',
        ...members.map(
          ({ name, optional, type, says }) =>
            `| \`${name}${optional ? '?' : ''}\` | \`${cell(type)}\` | ${cell(says)} |`,
        ),
      ]

/** More types than that are folded, so that a page stays one to read. */
const open = 3

/** Tables of a package's options. */
export const optionsText = (types: readonly OptionsType[]): string => {
  const folded = types.length > open
  return types
    .map((type) => {
      const sentences = [
        ...(folded ? [] : [`**\`${type.name}\`**`]),
        type.says,
        ...(type.takers.length > 0 ? [`Taken by ${code(type.takers)}.`] : []),
        ...(type.besides.length > 0 ? [`All of ${code(type.besides)} too.`] : []),
      ]
      return [
        ...(folded ? ['<details>', `<summary><code>${type.name}</code></summary>`, ''] : []),
        sentences.filter((sentence) => sentence !== '').join(' '),
        '',
        ...table(type),
        ...(folded ? ['', '</details>'] : []),
      ]
        .join('\n')
        .trim()
    })
    .join('\n\n')
}
