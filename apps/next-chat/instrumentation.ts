/** Runs once, before the server answers its first request. */
export const register = async (): Promise<void> => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return
  const { startLocalBedrockIfNeeded } = await import('./server/local-bedrock.ts')
  await startLocalBedrockIfNeeded(process.env)
  const [{ modelMistake }, { placeOf }] = await Promise.all([
    import('./server/check-model.ts'),
    import('./server/place.ts'),
  ])
  const mistakes = [modelMistake(process.env), ...placeOf(process.env).notices]
  for (const words of mistakes) if (words !== undefined) console.warn(words)
}
