import type { MarkdownComponent } from './markdown.tsx'

/** Half of the page's script is the Markdown renderer: it comes after the page stands, and before the first answer needs it. */
export const loadMarkdown = async (): Promise<{ default: MarkdownComponent }> => {
  const { Markdown } = await import('./markdown.tsx')
  return { default: Markdown }
}
