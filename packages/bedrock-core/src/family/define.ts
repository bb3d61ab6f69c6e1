import type { Family } from './family.ts'

/** Infers a family's type from its value. */
export const defineFamily = <
  const Name extends string,
  const Prefix extends string,
  Options extends object = object,
  Known extends string = string,
>(
  family: Family<Name, Prefix, Options, Known>,
): Family<Name, Prefix, Options, Known> => family
