import { isJsonObject, type Json, type JsonObject } from '../speech/json.ts'

/** What a reference such as `#/$defs/node` names within a schema; undefined for what it does not hold. */
export const atPointer = (root: JsonObject, reference: string): Json | undefined => {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined
  let found: Json | undefined = root
  for (const step of reference.split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(found)) found = found[Number(name)]
    else if (isJsonObject(found) && Object.hasOwn(found, name)) found = found[name]
    else return undefined
  }
  return found
}
