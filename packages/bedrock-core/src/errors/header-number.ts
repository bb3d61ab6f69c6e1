/** A header that holds a number; undefined where it is absent or says something else. */
export const headerNumber = (headers: Headers, name: string): number | undefined => {
  const value = Number(headers.get(name) ?? Number.NaN)
  return Number.isFinite(value) ? value : undefined
}
