/** A module that does at import all that none may do. */
export const seen: readonly unknown[] = [
  process.env['AWS_REGION'],
  new Date(),
  Date.now(),
  Math.random(),
  crypto.randomUUID(),
  fetch('data:,'),
  setTimeout(() => undefined, 0),
]
Reflect.set(globalThis, 'loud', true)
