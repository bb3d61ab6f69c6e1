/** Headers whose values nobody has to keep to themselves. All others may hold a secret. */
const open: readonly RegExp[] = [
  /^(accept|accept-encoding|content-encoding|content-length|content-type|date|host|retry-after|user-agent)$/,
  /^x-amzn-(bedrock-|requestid$|errortype$)/,
  /^(amz-sdk-|x-amz-date$|x-amz-content-sha256$|x-amz-user-agent$|x-local-bedrock-)/,
]

const hidden = '(hidden)'

/** Headers as they may be shown. */
export const shownHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].map(([name, value]) => [name, open.some((one) => one.test(name)) ? value : hidden]))

/** A path as it may be shown: a presigned query is a secret. */
export const shownPath = (address: string): string => {
  const { pathname, search } = new URL(address)
  return search === '' ? pathname : `${pathname}?${hidden}`
}
