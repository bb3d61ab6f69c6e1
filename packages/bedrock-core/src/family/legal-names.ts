/** FNV-1a, so that two long ids that begin alike stay two. */
export const hash = (text: string): string => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return (value >>> 0).toString(36)
}

const legal = (text: string, illegal: RegExp): string => {
  const clean = text.replace(illegal, '_')
  // A hash has at most seven letters and digits.
  return clean === text && text && text.length < 65 ? text : `${clean.slice(0, 56)}_${hash(text)}`
}

/** Ids from other services may hold what Bedrock refuses; the same id always becomes the same legal one. */
export const legalToolUseId = (id: string): string => legal(id, /[^a-zA-Z0-9_.:-]/g)

/** What every wire form takes as a tool's name, 1–64 letters, digits, `_` and `-`; the same name always becomes the same legal one. */
export const legalToolName = (name: string): string => legal(name, /[^a-zA-Z0-9_-]/g)
