/** Any JSON value. Object members may be `undefined`; such members are not sent. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json | undefined }

/** Tells a JSON object from arrays, primitives and null. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value of JSON text, and something else where it is not JSON. */
export const parseJson = <Otherwise>(text: string, otherwise: Otherwise): Json | Otherwise => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return otherwise
  }
}
