import { defined, isJsonObject, type Json, type JsonObject } from '@x/bedrock-core/family'
import type { Ask } from './answer/ask.ts'
import type { Responder } from './answer/responder.ts'
import type { Answerer } from './answer/step.ts'
import { tell } from './answer/tell.ts'
import { tokensIn } from './answer/tokens.ts'
import type { Caller } from './auth/arrived.ts'
import { regionOfHost } from './auth/scope.ts'
import { verify } from './auth/verify.ts'
import { responseSchemaOf } from './dialects/response-schema.ts'
import { idFrom } from './dialects/seed.ts'
import type { Fault } from './faults/fault.ts'
import { faultsOf } from './faults/faults-of.ts'
import { beforeAnswer, createChance, withFaults } from './faults/with-faults.ts'
import { type LocalBedrockOptions, type Settings, settingsOf } from './options.ts'
import type { PlainAnswer } from './plain/plain-answer.ts'
import { streamed, whole } from './reply.ts'
import { understand } from './understand.ts'
import type { LocalCall } from './watch/local-call.ts'
import { createWatch, type Watch as Watching } from './watch/watched.ts'
import { invalid, Refusal } from './wire/refusal.ts'
import { exceptionOf, refusalResponse, wholeResponse } from './wire/responses.ts'
import { type AnyRoute, maybeRouteOf, routeOf } from './wire/route.ts'

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
  readonly seen?: Watching | undefined
  faults: readonly Fault[]
  caller?: Caller
  route?: AnyRoute | undefined
}

const report = (
  settings: Settings,
  watch: Watch,
  status: number,
  how: Parameters<Parameters<typeof streamed>[0]['done']>[0],
): void => {
  const call: LocalCall = {
    requestId: watch.requestId,
    status,
    ms: settings.now() - watch.startedAt,
    ...(watch.route === undefined ? {} : { operation: watch.route.operation }),
    ...(watch.route !== undefined && 'model' in watch.route ? { model: watch.route.model } : {}),
    ...(watch.caller === undefined ? {} : { by: watch.caller.by }),
    ...(how.exception === undefined ? {} : { exception: how.exception }),
    ...(how.end === undefined ? {} : { inputTokens: how.end.inputTokens, outputTokens: how.end.outputTokens }),
  }
  settings.onCall?.(call)
  settings.watch?.({ type: 'call', id: watch.requestId, at: settings.now(), call })
}

/** What is answered at once, without an answerer. */
const computed = (plain: PlainAnswer, settings: Settings, watch: Watch): Response => {
  report(settings, watch, 200, {})
  return wholeResponse(plain.body, watch.requestId, plain.counts)
}

/** One call at work. */
interface Call {
  readonly request: Request
  readonly url: URL
  readonly settings: Settings
  readonly watch: Watch
  readonly chance: () => number
}

/** Lets the caller in and does what was to go wrong before an answer. @throws Refusal */
const receive = async ({ request, url, settings, watch, chance }: Call) => {
  const body = new Uint8Array(await request.arrayBuffer())
  if (settings.requireAuth) {
    const arrived = { method: request.method, url, headers: request.headers, body }
    const { identities, region } = settings
    watch.caller = await verify(arrived, { identities, region, now: settings.now() })
  }
  if (body.length > mostBytes) throw invalid(`The request body holds ${body.length} bytes, more than ${mostBytes}.`)
  const text = new TextDecoder().decode(body)
  watch.seen?.body(text)
  await beforeAnswer(watch.faults, chance, request.signal, url.pathname.endsWith('stream'))
  return { body, text }
}

/** What a responder says, whatever was asked. */
const relay = async (call: Call, responder: Responder): Promise<Response> => {
  const { request, url, settings, watch } = call
  watch.route = maybeRouteOf(request.method, url.pathname)
  const { body, text } = await receive(call)
  const { method, headers, signal } = request
  const { requestId } = watch
  const response = await responder.respond({ method, url, headers, body, text, requestId, signal })
  const exception = exceptionOf(response)
  report(settings, watch, response.status, exception === undefined ? {} : { exception })
  return response
}

const answer = async (call: Call, answerer: Answerer): Promise<Response> => {
  const { request, url, settings, watch } = call
  const route = routeOf(request.method, url.pathname)
  watch.route = route
  const { text } = await receive(call)
  const json = jsonOf(text)
  const { requestId, startedAt } = watch
  const region = settings.region ?? regionOfHost(url.hostname) ?? watch.caller?.region ?? 'us-east-1'
  const about = { body: json, query: url.searchParams, region, settings, requestId, startedAt }
  const understood = understand(route, about, request.headers)
  if ('plain' in understood) return computed(understood.plain, settings, watch)

  const { dialect, asked } = understood
  const { model, operation, stream } = understood.route
  const question = { ...dialect.read(json, asked), ...defined({ responseSchema: responseSchemaOf(json) }) }
  const gone = new AbortController()
  const ask: Ask = { ...question, model, operation, stream, requestId, body: json, signal: gone.signal }
  const seed = `${model} ${text}`
  const inputTokens = tokensIn(text)
  const stop = (): void => gone.abort()
  request.signal.addEventListener('abort', stop)
  const told = tell({
    ask,
    answerer,
    toolId: (index) => dialect.toolIdPrefix + idFrom(`${seed} ${index}`, 22),
    inputTokens,
    now: settings.now,
    signal: gone.signal,
  })
  const reply = {
    route: understood.route,
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
  const chance = createChance(settings.seed)
  /** The clock that signatures are held against is the one the caller is told. */
  const dated = (response: Response): Response => {
    response.headers.set('date', new Date(settings.now()).toUTCString())
    return response
  }
  return {
    fetch: async (request) => {
      const requestId = crypto.randomUUID()
      const seen = settings.watch && createWatch(requestId, settings.watch, settings.now)
      const watch: Watch = { requestId, startedAt: settings.now(), seen, faults: [] }
      const shown = (response: Response): Response => seen?.response(dated(response)) ?? dated(response)
      try {
        seen?.request(request)
        watch.faults = faultsOf(settings.faults, request)
        const call: Call = { request, url: new URL(request.url), settings, watch, chance }
        const { answerer } = settings
        const response = await (typeof answerer === 'function' ? answer(call, answerer) : relay(call, answerer))
        return shown(withFaults(response, watch.faults))
      } catch (error) {
        const refusal =
          error instanceof Refusal
            ? error
            : new Refusal('InternalServerException', `The local Bedrock failed: ${error}`)
        report(settings, watch, refusal.status, { exception: refusal.exception })
        return shown(refusalResponse(refusal, requestId))
      }
    },
  }
}
