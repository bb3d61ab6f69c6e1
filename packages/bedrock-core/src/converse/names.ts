import { hash } from '../family/legal-names.ts'

/** Some models take exactly nine letters and digits. Cutting would make different ids alike. */
export const nineLetterId = (id: string): string =>
  /^[a-zA-Z0-9]{9}$/.test(id) ? id : `${hash(id)}${hash(`${id}.`)}`.padEnd(9, '0').slice(0, 9)
