import { isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import type { Ask } from './answer/ask.ts'
import { tell } from './answer/tell.ts'
import { tokensIn } from './answer/tokens.ts'
import type { Caller } from './auth/arrived.ts'
import { verify } from './auth/verify.ts'
import { dialectFor } from './dialects/find.ts'
import { idFrom } from './dialects/seed.ts'
import { type LocalBedrockOptions, type Settings, settingsOf } from './options.ts'
import { applyGuardrail } from './plain/apply-guardrail.ts'
import { countTokens } from './plain/count-tokens.ts'
import type { PlainAnswer } from './plain/plain-answer.ts'
import { retrievalFor } from './plain/retrieval.ts'
import { streamed, whole } from './reply.ts'
import { invalid, Refusal } from './wire/refusal.ts'
import { refusalResponse, wholeResponse } from './wire/responses.ts'
import { type AnyRoute, routeOf } from './wire/route.ts'

/** A Bedrock on this machine: a request in, a response out, as AWS would. */
export interface LocalBedrock {
  readonly fetch: (request: Request) => Promise<Response>
}

/** InvokeModel takes bodies of up to 25,000,000 bytes (service model). */
const mostBytes = 25_000_000

const jsonOf = (text: string): JsonObject => {
  let value: Json
  try {
    value = text.trim() === '' ? {} : JSON.parse(text)
  } catch {
    throw invalid('Malformed input request, please reformat your input and try again.')
  }
  if (!isJsonObject(value))
    throw invalid('Malformed input request: #: expected type: JSONObject, please reformat your input and try again.')
  return value
}

/** The events of one call, for whoever watches. */
interface Watch {
  readonly requestId: string
  readonly startedAt: number
  caller?: Caller
  route?: AnyRoute
}

const report = (
  settings: Settings,
  watch: Watch,
  status: number,
  how: Parameters<Parameters<typeof streamed>[0]['done']>[0],
): void =>
  settings.onCall?.({
    requestId: watch.requestId,
    status,
    ms: settings.now() - watch.startedAt,
    ...(watch.route === undefined ? {} : { operation: watch.route.operation }),
    ...(watch.route !== undefined && 'model' in watch.route ? { model: watch.route.model } : {}),
    ...(watch.caller === undefined ? {} : { by: watch.caller.by }),
    ...(how.exception === undefined ? {} : { exception: how.exception }),
    ...(how.end === undefined ? {} : { inputTokens: how.end.inputTokens, outputTokens: how.end.outputTokens }),
  })

/** What is answered at once, without an answerer. */
const computed = (plain: PlainAnswer, settings: Settings, watch: Watch): Response => {
  report(settings, watch, 200, {})
  return wholeResponse(plain.body, watch.requestId, plain.counts)
}

const answer = async (request: Request, settings: Settings, watch: Watch): Promise<Response> => {
  const url = new URL(request.url)
  const route = routeOf(request.method, url.pathname)
  watch.route = route
  const body = new Uint8Array(await request.arrayBuffer())
  if (settings.requireAuth) {
    const arrived = { method: request.method, url, headers: request.headers, body }
    const { identities, region } = settings
    watch.caller = await verify(arrived, { identities, region, now: settings.now() })
  }
  if (body.length > mostBytes) throw invalid(`The request body holds ${body.length} bytes, more than ${mostBytes}.`)

  const text = new TextDecoder().decode(body)
  const json = jsonOf(text)
  const { requestId, startedAt } = watch
  const about = { body: json, settings, requestId, startedAt }
  if (route.operation === 'apply-guardrail') return computed(applyGuardrail(route, about), settings, watch)
  if (route.operation === 'count-tokens') return computed(countTokens(route, about), settings, watch)
  const service = retrievalFor(route, settings.profiles)
  if (service !== undefined) return computed(service(about), settings, watch)

  const dialect = dialectFor(route, settings.profiles)
  const { model, operation, stream } = route
  const ask: Ask = { ...dialect.read(json, model), model, operation, stream, requestId, body: json }
  const seed = `${model} ${text}`
  const inputTokens = tokensIn(text)
  const gone = new AbortController()
  const stop = (): void => gone.abort()
  request.signal.addEventListener('abort', stop)
  const told = tell({
    ask,
    answerer: settings.answerer,
    toolId: (index) => dialect.toolIdPrefix + idFrom(`${seed} ${index}`, 22),
    inputTokens,
    now: settings.now,
    signal: gone.signal,
  })
  const reply = {
    route,
    dialect,
    head: { model, seed, inputTokens, body: json },
    requestId,
    told,
    stop,
    done: (how: { exception?: string }) => report(settings, watch, 200, how),
  }
  return stream ? streamed(reply) : whole(reply)
}

/**
 * A local Bedrock: Converse and InvokeModel, whole and streamed, CountTokens and ApplyGuardrail, with true signature checks
 * and real frames, and answers by a script. Give its `fetch` to a server, to MSW, or call it.
 */
export const createLocalBedrock = (options: LocalBedrockOptions = {}): LocalBedrock => {
  const settings = settingsOf(options)
  /** The clock that signatures are held against is the one the caller is told. */
  const dated = (response: Response): Response => {
    response.headers.set('date', new Date(settings.now()).toUTCString())
    return response
  }
  return {
    fetch: async (request) => {
      const watch: Watch = { requestId: crypto.randomUUID(), startedAt: settings.now() }
      try {
        return dated(await answer(request, settings, watch))
      } catch (error) {
        const refusal =
          error instanceof Refusal
            ? error
            : new Refusal('InternalServerException', `The local Bedrock failed: ${error}`)
        report(settings, watch, refusal.status, { exception: refusal.exception })
        return dated(refusalResponse(refusal, watch.requestId))
      }
    },
  }
}
