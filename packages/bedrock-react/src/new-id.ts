/** 128 random bits as text; unlike `crypto.randomUUID` also on pages without https. */
export const newId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')
