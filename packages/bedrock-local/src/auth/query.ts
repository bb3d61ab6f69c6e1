/** A request's query, repeated names as lists, without those that `leaves` out. */
export const queryOf = (url: URL, leaves: (name: string) => boolean = () => false): Record<string, string[]> => {
  const query: Record<string, string[]> = {}
  for (const [name, value] of url.searchParams) if (!leaves(name)) query[name] = [...(query[name] ?? []), value]
  return query
}
