import { readSource } from './source.ts'

/** The ids that its types offer. */
export const readAiSdk = (): readonly string[] => {
  const types = readSource('ai-sdk', 'dist/index.d.ts')
  const unions = [...types.matchAll(/type AmazonBedrock(?:Chat|Embedding|Reranking)ModelId = (.+);/g)]
  return unions.flatMap(([, union = '']) => [...union.matchAll(/'([^']+)'/g)].map(([, id = '']) => id))
}
