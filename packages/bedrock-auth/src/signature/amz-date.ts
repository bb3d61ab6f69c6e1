/** Milliseconds since 1970 of `20260102T030405Z`, the one form of date that a signature knows; `NaN` for any other text. */
export const readAmzDate = (text: string | null | undefined): number => {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '')
  if (parts === null) return Number.NaN
  const [, year, month, day, hours, minutes, seconds] = parts
  return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`)
}
