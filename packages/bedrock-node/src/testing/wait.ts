export const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** Waits until a condition holds. */
export const until = async (what: string, holds: () => boolean, milliseconds = 5000): Promise<void> => {
  const deadline = performance.now() + milliseconds
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Waited ${milliseconds} ms in vain until ${what}.`)
    await sleep(5)
  }
}
