export { cohere } from './cohere.ts'
export { type CohereCommandOptions, cohereCommand } from './command.ts'
export type { KnownCohereModel } from './models.ts'
export type { CohereOptions } from './options.ts'
