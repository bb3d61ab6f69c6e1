/**
 * The body of a response as text, up to so many characters; what is longer is cut there, so that no JSON remains, and the
 * connection closed. Default: 32 Mi for an answer, where Bedrock's own end at 25,000,000 bytes (service model, `Body`), and
 * 64 Ki for a refusal, which its status tells.
 */
export const bodyText = async ({ body, ok }: Response, most: number = ok ? 2 ** 25 : 2 ** 16): Promise<string> => {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < most) {
    const bytes = (await reader?.read())?.value
    if (!bytes) break
    text += decoder.decode(bytes, { stream: true })
  }
  reader?.cancel().catch(() => {})
  return text + decoder.decode()
}
