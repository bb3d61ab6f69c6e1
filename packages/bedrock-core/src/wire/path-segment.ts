/** One path segment, as AWS's clients encode it: `:` is `%3A`, `/` is `%2F`, and RFC 3986's reserved marks too. */
export const pathSegment = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
