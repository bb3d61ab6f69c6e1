/**
 * Loaded where something is to be served, from the moment a handler is made: who only asks models does without its 20 ms. A
 * failure is told by the first request.
 */
export const loadSrvx = (): Promise<typeof import('srvx/node')> => {
  const loading = import('srvx/node')
  loading.catch(() => {})
  return loading
}

/** The same for Lambda. */
export const loadLambda = (): Promise<typeof import('srvx/aws-lambda')> => {
  const loading = import('srvx/aws-lambda')
  loading.catch(() => {})
  return loading
}
