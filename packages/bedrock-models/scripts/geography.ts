/** Geographies of inference profiles, as they stand before a bare id. */
const geographies: readonly string[] = ['us-gov', 'us', 'eu', 'apac', 'au', 'ca', 'in', 'jp', 'sa', 'global']

/** An id as called, in its two parts; `region` where no geography stands before it. */
export const split = (id: string): { readonly geography: string; readonly bareId: string } => {
  const geography = geographies.find((each) => id.startsWith(`${each}.`))
  return geography === undefined
    ? { geography: 'region', bareId: id }
    : { geography, bareId: id.slice(geography.length + 1) }
}

/** In-region first, the others by name. */
export const byGeography = (left: string, right: string): number =>
  Number(right === 'region') - Number(left === 'region') || left.localeCompare(right, 'en')
