import type { ServerResponse } from 'node:http'
import { loadSrvx } from './srvx.ts'

/**
 * Sends a Web response, such as `toUIResponse(answer)`, by a response of Node's `http`. Awaits its end. A client that reads
 * slowly slows the source, one that leaves cancels it; a body that fails cuts the connection.
 */
export const pipeResponse = async (response: Response, res: ServerResponse): Promise<void> => {
  const { sendNodeResponse } = await loadSrvx()
  await sendNodeResponse(res, response)
}
