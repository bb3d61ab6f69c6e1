const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decoded = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16))
    return entities[name] ?? whole
  })

/** The text of the first element of this name that holds text only: all that STS's answers need. */
export const xmlText = (xml: string, element: string): string | undefined => {
  const match = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)
  return match?.[1] === undefined ? undefined : decoded(match[1].trim())
}
