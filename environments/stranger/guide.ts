/** What a reader of a page types, in its order. */
export interface Guide {
  /** Commands for a shell, line by line. */
  readonly commands: readonly string[]
  /** Files by the path in the comment of their first line. */
  readonly files: Readonly<Record<string, string>>
}

const fence = /^```(sh|tsx?)(?: run)?\n(.*?)^```$/gms
const named = /^\/\/ ([\w./-]+\.tsx?)\n/

/** Reads the fenced blocks of a page, or of its part from one heading to another. Blocks that name no file are passed over. */
export const guideOf = (page: string, from?: string, to?: string): Guide => {
  const part = page.slice(from ? page.indexOf(from) : 0, to ? page.indexOf(to) : undefined)
  const blocks = [...part.matchAll(fence)].map(([, kind = '', text = '']) => ({ kind, text }))
  return {
    commands: blocks.flatMap(({ kind, text }) => (kind === 'sh' ? text.trim().split('\n') : [])),
    files: Object.fromEntries(
      blocks.flatMap(({ kind, text }) => {
        const path = kind === 'sh' ? undefined : named.exec(text)?.[1]
        return path === undefined ? [] : [[path, text]]
      }),
    ),
  }
}
