/**
 * How a model is held to a schema: by a grammar of the service (`native`), by the input of one tool that it must call (`tool`),
 * or by being told (`instructions`).
 */
export type ObjectStrategy = 'native' | 'tool' | 'instructions'
