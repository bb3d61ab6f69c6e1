/**
 * gpt-oss sometimes lets its own channel marks into a tool's name, as in `json<|channel|>commentary`
 * (vercel/ai#9967): what stands before them is the name.
 */
export const toolNameOf = (said: string): string => {
  const mark = said.indexOf('<|')
  return mark > 0 ? said.slice(0, mark) : said
}
