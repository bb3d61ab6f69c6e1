/** Headers whose values nobody has to keep to themselves; the value of any other is hidden. */
const open: readonly RegExp[] = [
  /^(accept|accept-encoding|connection|content-encoding|content-length|content-type|date|host|keep-alive|retry-after|transfer-encoding|user-agent)$/,
  /^x-amzn-(bedrock-|requestid$|errortype$)/,
  /^(amz-sdk-.+|x-amz-date|x-amz-content-sha256|x-amz-user-agent)$/,
]

const hidden = '(hidden)'

/** How a request proves its caller, without what proves it. */
const proof = (value: string): string => {
  const scope = /^AWS4-HMAC-SHA256 Credential=[^/]+(\/[^,\s]+), ?SignedHeaders=([\w;-]+), ?Signature=/.exec(value)
  if (scope !== null)
    return `AWS4-HMAC-SHA256 Credential=${hidden}${scope[1]}, SignedHeaders=${scope[2]}, Signature=${hidden}`
  return /^Bearer /i.test(value) ? `Bearer ${hidden}` : hidden
}

/** Headers as a page may show them. */
export const shownHeaders = (headers: Iterable<readonly [string, string]>): Record<string, string> =>
  Object.fromEntries(
    [...headers].map(([name, value]) => [
      name,
      name === 'authorization' ? proof(value) : open.some((one) => one.test(name)) ? value : hidden,
    ]),
  )

/** An address as a page may show it: no query, which may be signed, and no account number, which ARNs hold. */
export const shownUrl = (address: string): string => {
  const { origin, pathname, search } = new URL(address)
  return `${origin}${pathname.replace(/(:|%3A)\d{12}(?=:|%3A)/gi, '$1(account)')}${search === '' ? '' : `?${hidden}`}`
}
