import { noPlace } from '../errors/no-place.ts'

/** Refuses a family's options that only another of its forms can say. @throws BedrockError `unsupported` */
export const refuseOptions = <Options extends object>(
  options: Options,
  names: readonly (keyof Options & string)[],
  form: string,
  via: string,
): void => {
  const found = names.find((name) => options[name] !== undefined)
  if (found !== undefined) throw noPlace(form, `the option "${found}"`, via)
}
