import { type HttpHandler, http } from 'msw'
import type { LocalBedrock } from '../local-bedrock.ts'

const paths = [
  'model/*',
  'guardrail/*',
  'rerank',
  'foundation-models',
  'foundation-models/*',
  'inference-profiles',
  'inference-profiles/*',
]

/**
 * MSW handlers that answer for Bedrock's runtime, control plane and reranking: all regions' hosts, or the endpoint given. MSW does not
 * see HTTP/2, so the AWS SDK needs its HTTP/1.1 handler; a body that breaks in the middle looks like a clean end there. Test cuts with
 * the server.
 */
export const handlers = (local: LocalBedrock, endpoint?: string): HttpHandler[] => {
  const host = endpoint?.replace(/\/+$/, '') ?? 'https://bedrock*.amazonaws.com'
  return paths.map((path) => http.all(`${host}/${path}`, ({ request }) => local.fetch(request)))
}
