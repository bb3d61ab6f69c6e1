/** Runs a function soon, once; the result calls it off. */
export type Schedule = (run: () => void) => () => void

/** With the page's next frame, so never in a hidden tab; after 16 ms where there are no frames. */
export const nextFrame: Schedule = (run) => {
  if (typeof requestAnimationFrame === 'function') {
    const frame = requestAnimationFrame(run)
    return () => cancelAnimationFrame(frame)
  }
  const timer = setTimeout(run, 16)
  return () => clearTimeout(timer)
}
