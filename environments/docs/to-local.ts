/** Loaded before a block that knows no endpoint: what it asks of Bedrock's own hosts goes to the local Bedrock instead. */
const local: string = process.env['LOCAL_BEDROCK_URL'] ?? ''
const send: typeof fetch = globalThis.fetch

globalThis.fetch = (input, init): Promise<Response> => {
  const request = new Request(input, init)
  const { hostname, pathname, search } = new URL(request.url)
  if (!/^bedrock-runtime\.[\w-]+\.amazonaws\.com$/.test(hostname)) return send(request)
  return send(new Request(`${local}${pathname}${search}`, request))
}
