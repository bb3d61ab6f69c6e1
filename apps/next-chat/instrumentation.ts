/** Runs once, before the server answers its first request. */
export const register = async (): Promise<void> => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { startLocalBedrockIfNeeded } = await import('./server/local-bedrock.ts')
  await startLocalBedrockIfNeeded(process.env)
}
