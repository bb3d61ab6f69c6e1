/** How many places of an answer are tried: all of them by hand (`pnpm test:faults --all`), so many in CI. */
const every = process.env['FAULTS'] === 'all'
const most = 60

/** Places below `length`, the first among them and evenly far apart: as many as are tried. */
export const placesIn = (length: number, some: number = most): number[] => {
  const step = every ? 1 : Math.max(1, Math.floor(length / some))
  return Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step)
}

/** Milliseconds for one test. */
export const patience: number = every ? 3_600_000 : 60_000
