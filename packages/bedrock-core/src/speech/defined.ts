/** Members that may be undefined become members that may be missing. */
type Defined<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** An object without the members that are undefined. */
export const defined = <const T extends object>(value: T): Defined<T> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>

/** A list, or nothing where it would be empty. */
export const filled = <Value>(list: readonly Value[] = []): readonly Value[] | undefined =>
  list.length === 0 ? undefined : list
