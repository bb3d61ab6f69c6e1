/** The `data` of each server-sent event, whatever the chunks and line ends. */
export async function* dataOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let held = ''
  let data: string[] = []
  for await (const chunk of body) {
    const lines = (held + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/)
    held = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '' && data.length > 0) {
        yield data.join('\n')
        data = []
      }
      if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5))
    }
  }
  if (held.startsWith('data:')) data.push(held.slice(5).trim())
  if (data.length > 0) yield data.join('\n')
}
