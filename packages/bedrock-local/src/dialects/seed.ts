const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789'

/** FNV-1a, 32 bit. */
export const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0
  return value
}

/** xorshift32: from one number above 0 to the next. */
export const following = (state: number): number => {
  let next = state ^ (state << 13)
  next ^= next >>> 17
  return (next ^ (next << 5)) >>> 0
}

/** Letters and digits that look random and are the same for the same seed: what ids are made of. */
export const idFrom = (seed: string, length: number): string => {
  let state = hash(seed) || 1
  let id = ''
  for (let at = 0; at < length; at += 1) {
    state = following(state)
    id += letters.charAt(state % letters.length)
  }
  return id
}
