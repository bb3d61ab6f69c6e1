/** For runtimes that answer requests: takes the caller as the body, answers with the outcomes. */
import { conformance } from '../conformance.ts'

const worker: { fetch: (request: Request) => Promise<Response> } = {
  fetch: async (request) => Response.json(await conformance(await request.json())),
}

export default worker
