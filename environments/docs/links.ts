/** Without code, in which brackets mean something else. */
const prose = (text: string): string =>
  text.replace(/^([ \t]*)(```+).*?^\1\2[ \t]*$/gms, '').replace(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, ''))

/** Targets of links and pictures, in order. */
export const linksOf = (text: string): readonly string[] => [
  ...[...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target),
  ...[...prose(text).matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map(([, target = '']) => target),
]

/** GitHub's anchors: lower case, spaces to hyphens, other signs out, repeated ones numbered. */
export const anchorsOf = (text: string): ReadonlySet<string> => {
  const seen = new Map<string, number>()
  const headings = prose(text).matchAll(/^#{1,6} (.+)$/gm)
  return new Set(
    [...headings].map(([, heading = '']) => {
      const anchor = heading
        .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .trim()
        .replaceAll(' ', '-')
      const times = seen.get(anchor) ?? 0
      seen.set(anchor, times + 1)
      return times === 0 ? anchor : `${anchor}-${times}`
    }),
  )
}
