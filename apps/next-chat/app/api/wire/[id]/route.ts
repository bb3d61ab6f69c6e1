import { ring } from '../../../../server/wire/ring.ts'
import { viewOf } from '../../../../server/wire/view.ts'

/** What went over the wire for one answer; 404 once it is forgotten, and where nothing is recorded. */
export const GET = async (_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> => {
  const recording = ring().get((await params).id)
  const headers = { 'cache-control': 'no-store' }
  if (recording === undefined) return Response.json({ error: 'No such recording.' }, { status: 404, headers })
  return Response.json(viewOf(recording), { headers })
}
