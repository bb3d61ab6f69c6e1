/** The JSON in an answer that was asked for in words: without the fence or the prose that some models put around it. */
export const jsonIn = (text: string): string => {
  const start = text.search(/[[{]/)
  if (start === -1) return text
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'))
  return end > start ? text.slice(start, end + 1) : text
}
