import type { Environment } from '@x/bedrock-auth'

/** The first of these variables that is not blank: AWS's own tools count a blank variable as absent. */
export const firstValue = (environment: Environment, names: readonly string[]): string | undefined => {
  for (const name of names) {
    const value = environment[name]?.trim()
    if (value !== undefined && value !== '') return value
  }
  return undefined
}
