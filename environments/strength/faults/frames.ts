import type { BedrockErrorCode } from '@x/bedrock-core'
import { encodeFrame } from '@x/bedrock-core/testing'
import { frame } from '../shared/wire.ts'

const encoder = new TextEncoder()

/** A header of type 7, a text. */
const header = (name: string, value: string, length = encoder.encode(value).length): number[] => {
  const named = encoder.encode(name)
  return [named.length, ...named, 7, length >> 8, length & 255, ...encoder.encode(value)]
}

const event = [...header(':message-type', 'event'), ...header(':event-type', 'chunk')]
const hostile = (headers: readonly number[], length?: number): Uint8Array =>
  frame(Uint8Array.from(headers), encoder.encode('{}'), length)

const exception = (name: string): Uint8Array =>
  encodeFrame({ ':message-type': 'exception', ':exception-type': name }, '{"message":"On purpose"}')

/** What a service says when it breaks off, and what it is called here. */
export const spoken: readonly (readonly [frame: Uint8Array, code: BedrockErrorCode])[] = [
  [exception('throttlingException'), 'throttled'],
  [exception('modelStreamErrorException'), 'model-error'],
  [
    encodeFrame({ ':message-type': 'error', ':error-code': 'InternalFailure', ':error-message': 'On purpose' }, ''),
    'server-error',
  ],
]

/** What only an attacker or a broken proxy sends. Without a code the stream goes on as if it had not come. */
export const hostileFrames: readonly (readonly [
  name: string,
  frame: Uint8Array,
  codes: readonly BedrockErrorCode[],
])[] = [
  ['an unknown event', encodeFrame({ ':message-type': 'event', ':event-type': 'ofTomorrow' }, '{"a":1}'), []],
  ['3 GiB', hostile(event, 3 * 1024 ** 3), ['corrupt']],
  ['a length of zero', hostile(event, 0), ['corrupt']],
  ['a length below a frame’s', hostile(event, 15), ['corrupt']],
  ['a header named __proto__', hostile([...header('__proto__', 'polluted'), ...event]), []],
  ['a header named constructor', hostile([...header('constructor', 'polluted'), ...event]), []],
  ['a header that overruns', hostile([...event, ...header('x', 'y', 60_000)]), ['corrupt']],
  ['the same header twice, first right', hostile([...event, ...header(':message-type', 'nothing')]), ['malformed']],
  ['the same header twice, first wrong', hostile([...header(':message-type', 'nothing'), ...event]), []],
  ['a header of a type that does not exist', hostile([...event, 1, 120, 42]), ['corrupt']],
  ['no headers', hostile([]), ['malformed']],
  ['zeros', new Uint8Array(64), ['corrupt']],
]
