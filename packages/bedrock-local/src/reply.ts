import type { JsonObject } from '@x/bedrock-core/family'
import { collectBlocks } from './answer/blocks.ts'
import type { Told } from './answer/tell.ts'
import type { AnswerEnd, AnswerHead, Dialect } from './dialects/dialect.ts'
import { createFrameWriter, exceptionFrame, type WireEvent } from './wire/frames.ts'
import { Refusal } from './wire/refusal.ts'
import { streamResponse, wholeResponse } from './wire/responses.ts'
import type { Route } from './wire/route.ts'

/** What turns a told answer into a response. */
export interface Reply {
  readonly route: Route
  readonly dialect: Dialect
  readonly head: AnswerHead
  readonly requestId: string
  readonly told: AsyncGenerator<Told>
  /** Stops the answerer, when the caller has gone. */
  readonly stop: () => void
  /** Told once, when the last byte is ready. */
  readonly done: (how: { end?: AnswerEnd; exception?: string }) => void
}

const broken = (): Error => new Error('The local Bedrock broke the connection, as its answerer asked')

/** The native forms have no word for a guardrail's doing: InvokeModel says it beside them (recorded). */
const guardrailAction = (end: AnswerEnd): JsonObject =>
  end.finish === 'guardrail' ? { 'amazon-bedrock-guardrailAction': 'INTERVENED' } : {}

/** Bedrock's own counts, in the last chunk of every InvokeModel stream. */
const withMetrics = (event: WireEvent, end: AnswerEnd): WireEvent => ({
  ...event,
  payload: {
    ...event.payload,
    ...guardrailAction(end),
    'amazon-bedrock-invocationMetrics': {
      inputTokenCount: end.inputTokens,
      outputTokenCount: end.outputTokens,
      invocationLatency: end.latencyMs,
      firstByteLatency: end.firstByteMs,
      ...(end.cacheReadTokens === undefined ? {} : { cacheReadInputTokenCount: end.cacheReadTokens }),
      ...(end.cacheWriteTokens === undefined ? {} : { cacheWriteInputTokenCount: end.cacheWriteTokens }),
    },
  },
})

async function* frames(reply: Reply, first: Told | undefined): AsyncGenerator<Uint8Array> {
  const { dialect, head, route, told, done } = reply
  const write = createFrameWriter(route.form)
  const writer = dialect.stream(first?.type === 'block' ? { ...head, ...first.counts } : head)
  for (const event of writer.start()) yield write(event)
  for (let now = first; now !== undefined; now = (await told.next()).value ?? undefined) {
    if (now.type === 'cut') {
      done({ exception: 'cut' })
      throw broken()
    }
    if (now.type === 'exception') {
      done({ exception: now.exception })
      return yield exceptionFrame(now.exception, now.message)
    }
    const events = now.type === 'block' ? writer.block(now.event) : writer.finish(now.end)
    const last = events.length - 1
    for (const [at, event] of events.entries())
      yield write(now.type === 'end' && at === last && route.form === 'invoke' ? withMetrics(event, now.end) : event)
    if (now.type === 'end') done({ end: now.end })
  }
}

/** Frames whose reader may leave at any of them: the answerer is then ended too, wherever it waits. */
async function* endingWith(told: AsyncGenerator<Told>, source: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } finally {
    await told.return(undefined)
  }
}

const bodyOf = (source: AsyncGenerator<Uint8Array>, stop: () => void): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await source.next()
        if (done) controller.close()
        else controller.enqueue(new Uint8Array(value))
      },
      cancel: async () => {
        stop()
        await source.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )

/** A streamed answer. What fails before the first word is an HTTP error. @throws Refusal */
export const streamed = async (reply: Reply): Promise<Response> => {
  const first = (await reply.told.next()).value ?? undefined
  if (first?.type === 'exception') throw new Refusal(first.exception, first.message)
  const leave = (): void => {
    reply.stop()
    // Whoever leaves before the first frame has begun none that could end it.
    void reply.told.return(undefined)
  }
  const body = bodyOf(endingWith(reply.told, frames(reply, first)), leave)
  return streamResponse(body, reply.requestId, reply.route.form)
}

/** A whole answer. @throws Refusal */
export const whole = async ({ told, dialect, head, route, requestId, done }: Reply): Promise<Response> => {
  const events = []
  for await (const now of told) {
    if (now.type === 'block') events.push(now.event)
    if (now.type === 'exception') throw new Refusal(now.exception, now.message)
    if (now.type === 'end') {
      done({ end: now.end })
      const body = dialect.whole({ ...head, blocks: collectBlocks(events), end: now.end })
      return route.form === 'invoke'
        ? wholeResponse({ ...body, ...guardrailAction(now.end) }, requestId, now.end)
        : wholeResponse(body, requestId, undefined)
    }
  }
  done({ exception: 'cut' })
  const body = new ReadableStream({ pull: (controller) => controller.error(broken()) })
  return new Response(body, { headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId } })
}
