import type { BedrockErrorCode } from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import type { Form } from './forms.ts'
import {
  type Behaviour,
  type Break,
  babble,
  breakStream,
  breaks,
  breakWhole,
  framesBefore,
  hangUp,
  type Position,
  positions,
  refuse,
  reset,
  sendFrame,
} from './service.ts'

/** What a failure is called, whether it may pass by itself, and whether another target may do better. */
type Told = readonly [code: BedrockErrorCode, passes: boolean, moves: boolean]

export interface Fault {
  readonly name: string
  readonly verb: 'whole' | 'stream'
  /** Absent: nobody listens. */
  readonly behaviour: Behaviour | undefined
  readonly told: Told
  readonly status: number | undefined
  /** How much had come: nothing that names the request, its headers, or a part of an answer to it. */
  readonly came: 'nothing' | 'headers' | 'answer'
  /** Whether a reader has been given a part of the answer before it happens. */
  readonly handedOut: boolean
  /** What arrived is all that a reader needs. */
  readonly harmless: boolean
}

/** The service model's errors with their statuses, those of AWS's front door, and what only the message tells. */
const refusals: readonly (readonly [status: number, name: string, ...told: Told, message?: string])[] = [
  [400, 'ValidationException', 'validation', false, false],
  [400, 'ValidationException', 'context-overflow', false, false, 'Input is too long for requested model.'],
  [400, 'ValidationException', 'validation', false, true, 'Invocation with on-demand throughput isn’t supported.'],
  [400, 'ValidationException', 'validation', false, true, 'The provided model identifier is invalid.'],
  [400, 'ConflictException', 'conflict', false, true],
  [400, 'ServiceQuotaExceededException', 'quota-exceeded', false, true],
  [403, 'AccessDeniedException', 'access-denied', false, true],
  [403, 'InvalidSignatureException', 'invalid-signature', false, false],
  [403, 'ExpiredTokenException', 'expired-credentials', false, false],
  [403, 'UnrecognizedClientException', 'invalid-credentials', false, false],
  [404, 'ResourceNotFoundException', 'not-found', false, true],
  [408, 'ModelTimeoutException', 'model-timeout', true, true],
  [413, '', 'validation', false, false],
  [424, 'ModelErrorException', 'model-error', true, true],
  [424, 'ModelStreamErrorException', 'model-error', true, true],
  [429, 'ModelNotReadyException', 'model-not-ready', true, true],
  [429, 'ThrottlingException', 'throttled', true, true],
  [429, '', 'throttled', true, true],
  [500, 'InternalServerException', 'server-error', true, true],
  [502, '', 'server-error', true, true],
  [503, 'ServiceUnavailableException', 'unavailable', true, true],
  [504, '', 'server-error', true, true],
]

const network: Told = ['network', true, true]
const beforeHeaders: readonly (readonly [string, Behaviour | undefined])[] = [
  ['connection refused', undefined],
  ['reset before the headers', reset],
  ['close before the headers', hangUp],
]

const inWhole: readonly (readonly [string, Behaviour, Told])[] = [
  ['reset inside the body', breakWhole('reset'), network],
  ['close inside the body', breakWhole('close'), network],
  ['body that is no JSON', babble, ['malformed', false, true]],
]

const exception = (name: string): Break =>
  sendFrame(
    encodeFrame(
      { ':message-type': 'exception', ':exception-type': name, ':content-type': 'application/json' },
      JSON.stringify({ message: 'On purpose' }),
    ),
  )

const errorFrame = (code: string): Break =>
  sendFrame(encodeFrame({ ':message-type': 'error', ':error-code': code, ':error-message': 'On purpose' }, ''))

const truncated: Told = ['truncated', true, true]
const inStream: readonly (readonly [string, Break, Told])[] = [
  ['internalServerException', exception('internalServerException'), ['server-error', true, true]],
  ['modelStreamErrorException', exception('modelStreamErrorException'), ['model-error', true, true]],
  ['modelTimeoutException', exception('modelTimeoutException'), ['model-timeout', true, true]],
  ['serviceUnavailableException', exception('serviceUnavailableException'), ['unavailable', true, true]],
  ['throttlingException', exception('throttlingException'), ['throttled', true, true]],
  ['validationException', exception('validationException'), ['validation', false, false]],
  ['exception of tomorrow', exception('tomorrowException'), ['unknown', false, false]],
  ['error frame InternalFailure', errorFrame('InternalFailure'), ['server-error', true, true]],
  ['error frame of tomorrow', errorFrame('Tomorrow'), ['unknown', false, false]],
  ['flipped byte', breaks['flipped byte'], ['corrupt', true, true]],
  ['reset', breaks.reset, truncated],
  ['close of the connection', breaks['close of the connection'], truncated],
  ['end at a frame border', breaks['end at a frame border'], truncated],
  ['end inside a frame', breaks['end inside a frame'], truncated],
]

/** Those at which this form has sent more than at the one before. */
const positionsOf = ({ stream }: Form): Position[] => {
  const all = Object.keys(positions) as Position[]
  const sent = (position: Position | undefined): number =>
    position === undefined ? -1 : framesBefore(position, stream).length
  return all.filter((position, index) => sent(position) > sent(all[index - 1]))
}

const early = { status: undefined, handedOut: false, harmless: false } as const

/** Status × exception × position, for one form. */
export const faultsOf = (form: Form): readonly Fault[] => [
  ...(['whole', 'stream'] as const).flatMap((verb) => [
    ...refusals.map(
      ([status, name, code, passes, moves, message]): Fault => ({
        ...early,
        name: ['HTTP', status, name, message].filter(Boolean).join(' '),
        verb,
        behaviour: refuse(status, name, {}, message),
        told: [code, passes, moves],
        status,
        came: 'headers',
      }),
    ),
    ...beforeHeaders.map(
      ([name, behaviour]): Fault => ({ ...early, name, verb, behaviour, told: network, came: 'nothing' }),
    ),
  ]),
  ...inWhole.map(
    ([name, behaviour, told]): Fault => ({ ...early, name, verb: 'whole', behaviour, told, came: 'answer' }),
  ),
  ...positionsOf(form).flatMap((position) =>
    inStream.map(
      ([name, how, told]): Fault => ({
        name: `${name}, ${position}`,
        verb: 'stream',
        behaviour: breakStream(position, how),
        told,
        status: undefined,
        came: 'answer',
        handedOut: positions[position] > positions['after the opening'],
        // Converse's `metadata` follows the end of the message: a stream that ends properly without it lacks only counts.
        harmless: position === 'before the last frame' && name === 'end at a frame border',
      }),
    ),
  ),
]
