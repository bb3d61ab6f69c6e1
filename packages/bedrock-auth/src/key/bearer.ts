import { type Auth, type AuthContext, BedrockError, type HttpRequest } from '@x/bedrock-core'
import { cleanHeaders } from '../signature/clean-headers.ts'
import { whyNone } from '../source/chain.ts'
import type { Note, Provide } from '../source/provide.ts'
import type { HiddenKey } from './hidden-key.ts'
import { refuseWhatKeysCannot } from './refusals.ts'

/** Where AWS looks for a Bedrock API key. */
export const keyVariable = 'AWS_BEARER_TOKEN_BEDROCK'

const noKey = (notes: readonly Note[]): BedrockError<'no-credentials'> =>
  new BedrockError(
    'no-credentials',
    `No Bedrock API key was found (${whyNone(notes) || 'the source had none'}). Pass apiKey('…') or set ${keyVariable}.`,
  )

/** Authorises by a source of keys; refuses a key that has ended and what keys cannot do. */
export const bearer = (keys: Provide<HiddenKey>, now: () => number = Date.now): Auth => {
  return async (request: HttpRequest, context: AuthContext): Promise<HttpRequest> => {
    const notes: Note[] = []
    const note = (entry: Note): number => notes.push(entry)
    const key = await keys({ note, signal: context.signal })
    if (key === undefined) throw noKey(notes)
    refuseWhatKeysCannot(key, request, context, now())
    return { ...request, headers: { ...cleanHeaders(request.headers), authorization: key.authorization } }
  }
}
