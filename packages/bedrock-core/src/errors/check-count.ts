import { BedrockError } from './bedrock-error.ts'

/** @throws BedrockError `invalid-argument` for what is no count from 1 on */
export const checkCount = (name: string, value: number): void => {
  if (!(Number.isInteger(value) && value > 0))
    throw new BedrockError('invalid-argument', `${name} is ${value}; it must be a whole number from 1.`)
}
