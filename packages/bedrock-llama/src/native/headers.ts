import type { Template } from './template.ts'

/** What differs between Llama 3 and 4. */
interface Marks {
  readonly start: string
  readonly end: string
  readonly turnEnd: string
  readonly image: string
}

/**
 * Llama 3 and 4: a header that names the role, a blank line, the text, an end of turn. One begin-of-text in all.
 * Source: Meta's `prompt_format.md` of each version, and recorded prompts.
 */
export const headers = ({ start, end, turnEnd, image }: Marks): Template => {
  const head = (role: string): string => `${start}${role}${end}\n\n`
  return {
    image,
    special: /<(?=\|\w{1,64}\|>)/g,
    write: (system, turns) => {
      const open = turns.at(-1)?.role === 'assistant'
      const said = turns.map(({ role, text }, index) =>
        open && index === turns.length - 1 ? `${head(role)}${text}` : `${head(role)}${text}${turnEnd}`,
      )
      const before = system === '' ? '' : `${head('system')}${system}${turnEnd}`
      return `<|begin_of_text|>${before}${said.join('')}${open ? '' : head('assistant')}`
    },
  }
}
