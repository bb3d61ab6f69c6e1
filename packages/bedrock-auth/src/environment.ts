/** A record of environment variables. On Workers and in tests it is passed in; elsewhere it is the process's own. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The process's environment, read when called; empty where there is no process. */
export const processEnvironment = (): Environment =>
  (globalThis as { readonly process?: { readonly env?: Environment } }).process?.env ?? {}

/** The variable without surrounding space; blank counts as absent. */
export const variable = (environment: Environment, name: string): string | undefined => {
  const value = environment[name]?.trim()
  return value === '' ? undefined : value
}
