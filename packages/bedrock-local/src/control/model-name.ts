/** Words of ids that are not written with a capital alone. */
const spelled: Readonly<Record<string, string>> = { gpt: 'gpt', oss: 'oss' }

const isVersion = (word: string): boolean => /^(v?\d+(:\d+)+|v\d+|\d{8}|\d{4})$/.test(word)

const spell = (word: string): string =>
  spelled[word] ?? (/^\d+b$/.test(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1))

/** A model's name, made of its id: `anthropic.claude-sonnet-4-5-20250929-v1:0` is Claude Sonnet 4.5. AWS's own differ here and there. */
export const modelNameOf = (id: string): string =>
  id
    .slice(id.indexOf('.') + 1)
    .split('-')
    .filter((word) => !isVersion(word))
    .map(spell)
    .join(' ')
    .replace(/(\d) (\d)(?!\d*B)/g, '$1.$2')
