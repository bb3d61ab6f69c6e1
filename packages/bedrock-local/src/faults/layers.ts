import { sleep } from '../answer/sleep.ts'
import { tokensIn } from '../answer/tokens.ts'
import { exceptionFrame } from '../wire/frames.ts'
import type { Layer, Pieces } from '../wire/through.ts'
import { crc32 } from './crc32.ts'
import type { Fault, FaultOf, Place } from './fault.ts'
import { spokenIn } from './spoken.ts'

/** A body that was broken off on purpose; the server resets the socket for it. */
export class ConnectionReset extends Error {
  override readonly name: string = 'ConnectionReset'
  readonly code: string = 'ECONNRESET'
}

const reset = async (): Promise<never> => {
  throw new ConnectionReset('The local Bedrock broke the connection, as a fault asked')
}

const forever = (gone: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (gone.aborted) return resolve()
    gone.addEventListener('abort', () => resolve(), { once: true })
  })

/** Passes on what stands before a place; what then comes is all. */
const endsAt = (at: Place, end: (gone: AbortSignal) => Promise<void>): Layer =>
  async function* (pieces, gone) {
    let frame = 0
    let byte = 0
    for await (const piece of pieces) {
      const kept = 'frame' in at ? (frame < at.frame ? piece.length : 0) : Math.min(piece.length, at.byte - byte)
      if (kept > 0) yield piece.subarray(0, kept)
      if (kept < piece.length) return await end(gone)
      frame += 1
      byte += piece.length
    }
  }

/** Changes one frame. */
const changes = (wanted: number, change: (frame: Uint8Array) => Uint8Array): Layer =>
  async function* (pieces) {
    let frame = 0
    for await (const piece of pieces) {
      yield frame === wanted ? change(piece) : piece
      frame += 1
    }
  }

const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  const changed = bytes.slice()
  changed[at] = (changed[at] ?? 0) ^ 0x20
  return changed
}

const flip = (at: Place): Layer => {
  if ('frame' in at) return changes(at.frame, (frame) => flipped(frame, frame.length >> 1))
  return async function* (pieces) {
    let byte = 0
    for await (const piece of pieces) {
      const inside = at.byte - byte
      yield inside >= 0 && inside < piece.length ? flipped(piece, inside) : piece
      byte += piece.length
    }
  }
}

const threeGiB = 3 * 1024 ** 3

const oversize = (frame: Uint8Array): Uint8Array => {
  if (frame.length < 12) return frame
  const changed = frame.slice()
  const view = new DataView(changed.buffer)
  view.setUint32(0, threeGiB)
  view.setUint32(8, crc32(changed.subarray(0, 8)))
  return changed
}

const excepts = ({ exception, message, frame = 0 }: FaultOf<'exception'>): Layer =>
  async function* (pieces) {
    let at = 0
    for await (const piece of pieces) {
      if (at === frame) return yield exceptionFrame(exception, message ?? 'A fault asked for this. (simulated)')
      yield piece
      at += 1
    }
  }

const paced = (rate: number): Layer =>
  async function* (pieces, gone) {
    for await (const piece of pieces) {
      await sleep((tokensIn(spokenIn(piece)) / rate) * 1000, gone)
      yield piece
    }
  }

async function* rechunk(pieces: Pieces, size: number): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0)
  for await (const piece of pieces) {
    const bytes = new Uint8Array(held.length + piece.length)
    bytes.set(held)
    bytes.set(piece, held.length)
    let at = 0
    for (; bytes.length - at >= size; at += size) yield bytes.subarray(at, at + size)
    held = bytes.subarray(at)
  }
  if (held.length > 0) yield held
}

/** What each fault does to a body, in the order in which several are done. What happens before the body has no row. */
const layers: { readonly [Type in Fault['type']]?: (fault: FaultOf<Type>, framed: boolean) => Layer | undefined } = {
  'tokens-per-second': ({ rate }, framed) => (framed ? paced(rate) : undefined),
  exception: (fault, framed) => (framed && fault.frame !== undefined ? excepts(fault) : undefined),
  checksum: ({ frame }, framed) => (framed ? changes(frame, (bytes) => flipped(bytes, bytes.length - 1)) : undefined),
  oversize: ({ frame }, framed) => (framed ? changes(frame, oversize) : undefined),
  flip: ({ at }) => flip(at),
  truncate: ({ at }) => endsAt(at, async () => undefined),
  stall: ({ at }) => endsAt(at, forever),
  reset: ({ at }) => endsAt(at, reset),
  rechunk:
    ({ bytes }) =>
    (pieces) =>
      rechunk(pieces, bytes),
}

const order: readonly string[] = Object.keys(layers)

/** The layer of one fault; undefined for what does nothing to such a body. */
const layerOf = <Type extends Fault['type']>(fault: FaultOf<Type>, framed: boolean): Layer | undefined => {
  const type: Type = fault.type
  return layers[type]?.(fault, framed)
}

/** What some faults come to, one after the other; undefined where they do nothing to such a body. */
export const layerFor = (faults: readonly Fault[], framed: boolean): Layer | undefined => {
  const all = faults
    .toSorted((one, other) => order.indexOf(one.type) - order.indexOf(other.type))
    .flatMap((fault) => layerOf(fault, framed) ?? [])
  if (all.length === 0) return undefined
  return (pieces, gone) => all.reduce((inner, layer) => layer(inner, gone), pieces)
}
