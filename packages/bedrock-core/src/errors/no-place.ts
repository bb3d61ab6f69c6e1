import { BedrockError } from './bedrock-error.ts'

/** The refusal of what a wire form has no words for; `via` names the form that has. */
export const noPlace = (form: string, what: string, via?: string): BedrockError<'unsupported'> =>
  new BedrockError(
    'unsupported',
    `${form} has no place for ${what}. Leave it out, or ${via === undefined ? 'choose another model' : `ask with bedrock(id, { via: '${via}' })`}.`,
  )
