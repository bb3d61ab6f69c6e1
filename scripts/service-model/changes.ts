type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value }
type Shape = Readonly<Record<string, Value>>

/** One shape a line: its name, a blank, JSON. */
const shapesOf = (table: string): ReadonlyMap<string, Shape> =>
  new Map(
    [...table.matchAll(/^(\w+) (\{.*\})$/gm)].map(([, name = '', json = '']): [string, Shape] => [
      name,
      JSON.parse(json),
    ]),
  )

/** A shape as facts of one line each: `enum: 5m`, `members.ttl: CacheTTL`, `max: 20`. */
const factsOf = (shape: Shape): ReadonlySet<string> =>
  new Set(
    Object.entries(shape).flatMap(([key, value]) => {
      if (Array.isArray(value)) return value.map((one) => `${key}: ${one}`)
      if (typeof value === 'object') return Object.entries(value).map(([name, to]) => `${key}.${name}: ${to}`)
      return [`${key}: ${value}`]
    }),
  )

/** What one table of shapes has and the other has not, shape by shape: `+ CacheTTL enum: 2h`. */
export const changesOf = (before: string, after: string): readonly string[] => {
  const [old, now] = [shapesOf(before), shapesOf(after)]
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted()
  return names.flatMap((name) => {
    const [was, is] = [old.get(name), now.get(name)].map((shape) => shape && factsOf(shape))
    if (was === undefined) return [`+ ${name}`]
    if (is === undefined) return [`- ${name}`]
    return [
      ...[...was].filter((fact) => !is.has(fact)).map((fact) => `- ${name} ${fact}`),
      ...[...is].filter((fact) => !was.has(fact)).map((fact) => `+ ${name} ${fact}`),
    ]
  })
}
