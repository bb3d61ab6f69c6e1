/** What others' errors say that could hold a secret, and what is said instead. */
const unsafe: readonly { readonly says: RegExp; readonly instead: string }[] = [
  // Node's message repeats the command with its arguments, and what it wrote to stderr.
  { says: /^Command failed:.*/s, instead: 'the command failed; what it was and said is not repeated here' },
  // Node's message repeats the text around the mistake.
  { says: /(SyntaxError: .*|Unexpected .*|Expected .*|^.* is not valid JSON.*)/s, instead: 'not valid JSON' },
]

/** The first line of another library's error, without what may be secret. */
export const safeReason = (error: unknown): string => {
  const message = error instanceof Error ? error.message : 'no reason given'
  const safe = unsafe.reduce((text, { says, instead }) => text.replace(says, instead), message)
  const line = safe.split('\n')[0]?.trim().slice(0, 300) ?? ''
  return /[.!?]$/.test(line) ? line : `${line}.`
}
