import { readPieces } from '@x/bedrock-core/testing'
import { afterAll, beforeAll, describe, expect, type TaskMeta, test, vi } from 'vitest'
import { framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { type Outcome, outcome, transports } from './ask.ts'
import { hostileFrames, spoken } from './frames.ts'
import { accounted } from './ledger.ts'
import { patience, placesIn } from './places.ts'
import { type Script, type Service, startService } from './service.ts'

vi.setConfig({ testTimeout: patience })

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

/** Sends these pieces one by one, and gives what the client made of them. */
type Send = (...pieces: Uint8Array[]) => Promise<Outcome>

const sending =
  (...pieces: readonly Uint8Array[]): Script =>
  async ({ begin, write, end }) => {
    begin()
    for (const piece of pieces) {
      write(piece)
      // So that the pieces leave one by one.
      await new Promise((resolve) => setImmediate(resolve))
    }
    end()
  }

const prepared = await Promise.all(
  rows.map(async (row) => {
    const bytes = await streamOf(row)
    return { row, name: row.name, bytes, frames: framesOf(bytes) }
  }),
)

const textOf = (parts: Outcome['parts']): string =>
  parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')

/** Told and kept are the same: what a loop was given and what the error holds. */
const keepsWhatCame = ({ parts, error }: Outcome): void => expect(error?.partial).toMatchObject({ text: textOf(parts) })

describe.each(transports)('over %s', (_, transport) => {
  describe.each(prepared)('$name', ({ row, bytes, frames }) => {
    const fixture = { name: 'faults', format: row.format.name, model: row.model, evidence: 'documented' } as const
    /** What these bytes come to without a network: measured once, and held to the laws by the family's own tests. */
    const inProcess = (pieces: readonly Uint8Array[]): Promise<{ parts: Outcome['parts']; error?: { code: string } }> =>
      readPieces(row.family, fixture, pieces)

    const run = async (task: { readonly meta: TaskMeta }, work: (send: Send) => Promise<number>): Promise<void> => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        const ran = await work((...pieces) => outcome({ row, service, fetch, signal, script: sending(...pieces) }))
        expect(ran).toBeGreaterThan(0)
        task.meta.cases = ran
      })
    }

    test('any cut gives the same parts', ({ task }) =>
      run(task, async (send) => {
        const whole = await inProcess([bytes])
        expect(whole.parts.at(-1)?.type).toBe('finish')
        const places = placesIn(bytes.length)
        for (const at of places)
          expect((await send(bytes.subarray(0, at), bytes.subarray(at))).parts).toEqual(whole.parts)
        return places.length
      }))

    test('any flipped byte is corrupt or cuts the stream', ({ task }) =>
      run(task, async (send) => {
        const places = placesIn(bytes.length)
        for (const at of places) {
          const flipped = bytes.slice()
          flipped[at] = (flipped[at] ?? 0) ^ 0x20
          const failed = await send(flipped)
          expect(failed.error?.code).toMatch(/^(corrupt|truncated)$/)
          keepsWhatCame(failed)
        }
        return places.length
      }))

    test('an end after each frame is truncated, and what it is without a network', ({ task }) =>
      run(task, async (send) => {
        // What only counts tokens may be missing: Converse says it behind the end of the message.
        const enough = frames.length - (row.format.operation === 'converse' ? 1 : 0)
        for (let at = 0; at < frames.length; at += 1) {
          const cut = await send(...frames.slice(0, at))
          const expected = await inProcess(frames.slice(0, at))
          expect(cut.parts).toEqual(expected.parts)
          expect(cut.error?.code).toBe(expected.error?.code)
          expect(cut.error?.code).toBe(at < enough ? 'truncated' : undefined)
          if (at < enough) keepsWhatCame(cut)
        }
        return frames.length
      }))

    test('an exception and an error before each frame are told by their names', ({ task }) =>
      run(task, async (send) => {
        let ran = 0
        for (let at = 0; at < frames.length; at += 1)
          for (const [frame, code] of spoken) {
            const broken = await send(...frames.slice(0, at), frame, ...frames.slice(at))
            expect(broken.error?.code).toBe(code)
            keepsWhatCame(broken)
            ran += 1
          }
        return ran
      }))

    test('a length that is damaged is told at once, though the connection stays open', ({ task }) =>
      run(task, async () => {
        const places = placesIn(frames.length, 4)
        for (const at of places) {
          const damaged = Uint8Array.from(frames[at] ?? [])
          // Some 64 kB more than come.
          damaged[1] = (damaged[1] ?? 0) ^ 1
          const script: Script = async ({ begin, write }) => {
            begin()
            for (const piece of [...frames.slice(0, at), damaged.subarray(0, 7), damaged.subarray(7)]) {
              write(piece)
              await new Promise((resolve) => setImmediate(resolve))
            }
          }
          const { error } = await outcome({ row, service, script, timeout: { idle: 5000 } })
          expect(error?.code).toBe('corrupt')
        }
        return places.length
      }))

    test('hostile frames before each frame', ({ task }) =>
      run(task, async (send) => {
        const whole = await inProcess([bytes])
        let ran = 0
        for (const at of placesIn(frames.length, 6))
          for (const [name, frame, codes] of hostileFrames) {
            const got = await send(...frames.slice(0, at), frame, ...frames.slice(at))
            if (codes.length === 0) expect(got.parts, name).toEqual(whole.parts)
            else {
              expect(codes, name).toContain(got.error?.code)
              keepsWhatCame(got)
            }
            ran += 1
          }
        return ran
      }))
  })
})
