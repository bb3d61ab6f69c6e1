const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_'

/** 21 random letters, 126 bits; unlike `crypto.randomUUID` also on pages without https. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(21)), (byte) => letters[byte & 63]).join('')
