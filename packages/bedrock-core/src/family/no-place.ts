import { BedrockError } from '../errors/bedrock-error.ts'

/** The refusal of what a wire form has no words for; `via` names the form that has. */
export const noPlace = (form: string, what: string, via?: string): BedrockError<'unsupported'> =>
  new BedrockError(
    'unsupported',
    `${form} has no place for ${what}. Leave it out, or ${via === undefined ? 'choose another model' : `ask with bedrock(id, { via: '${via}' })`}.`,
  )

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
