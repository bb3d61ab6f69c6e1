import { afterAll, beforeAll, describe, expect, type TaskMeta, test, vi } from 'vitest'
import { bodyOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { transports, type WholeOutcome, wholeOutcome } from './ask.ts'
import { accounted } from './ledger.ts'
import { patience, placesIn } from './places.ts'
import { type Answering, type Script, type Service, startService } from './service.ts'

vi.setConfig({ testTimeout: patience })

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const encoder = new TextEncoder()
const prepared = await Promise.all(
  rows.map(async (row) => ({ row, name: row.name, body: encoder.encode(await bodyOf(row)) })),
)

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const sending =
  (pieces: readonly Uint8Array[], finish: (answer: Answering) => unknown = ({ end }) => end()): Script =>
  async (answer) => {
    answer.begin('json')
    for (const piece of pieces) {
      answer.write(piece)
      // So that the pieces leave one by one.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await finish(answer)
  }

/** Nothing of an answer that is asked whole is handed out before it is whole; the error knows which call it was. */
const keepsNothing = ({ error }: WholeOutcome): void =>
  expect(error?.partial).toMatchObject({ text: '', response: { attempts: 1 } })

describe.each(transports)('asked whole, over %s', (_, transport) => {
  describe.each(prepared)('$name', ({ row, body }) => {
    type Send = (script: Script, limit?: number) => Promise<WholeOutcome>
    const run = async (task: { readonly meta: TaskMeta }, work: (send: Send) => Promise<number>): Promise<void> => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        const asked = { row, service, fetch, signal }
        task.meta.cases = await work((script, total) =>
          wholeOutcome({ ...asked, script, ...(total === undefined ? {} : { timeout: { total } }) }),
        )
      })
      expect(task.meta.cases).toBeGreaterThan(0)
    }

    test('any cut gives the same answer', ({ task }) =>
      run(task, async (send) => {
        const whole = await send(sending([body]))
        expect(whole.generation?.text).not.toBe('')
        const places = placesIn(body.length)
        for (const at of places) expect(await send(sending([body.subarray(0, at), body.subarray(at)]))).toEqual(whole)
        return places.length
      }))

    // JSON has no checksum: what is still an answer passes for one, and a key that is gone may be the one that ends it.
    test('any flipped byte is another answer, malformed or truncated', ({ task }) =>
      run(task, async (send) => {
        const places = placesIn(body.length)
        for (const at of places) {
          const flipped = body.slice()
          flipped[at] = (flipped[at] ?? 0) ^ 0x20
          const got = await send(sending([flipped]))
          expect(got.generation ?? got.error?.partial).toMatchObject({ text: expect.any(String) })
          if (got.error !== undefined) expect(got.error.code).toMatch(/^(malformed|truncated)$/)
        }
        return places.length
      }))

    test('an end anywhere is malformed, a lost connection is one', ({ task }) =>
      run(task, async (send) => {
        const places = placesIn(body.length)
        for (const at of places) {
          const ended = await send(sending([body.subarray(0, at)]))
          expect(ended.error?.code).toBe('malformed')
          keepsNothing(ended)
          const lost = await send(sending([body.subarray(0, at)], ({ halfClose }) => halfClose()))
          expect(lost.error?.code).toBe('network')
          keepsNothing(lost)
        }
        return 2 * places.length
      }))

    test('reset, half-close and stall, before the body and inside it, each end in one error', ({ task }) =>
      run(task, async (send) => {
        let ran = 0
        for (const at of [0, body.length >> 1])
          for (const [name, finish, code] of [
            ['a reset', ({ reset }) => reset(), 'network'],
            ['a half-close', ({ halfClose }) => halfClose(), 'network'],
            ['a stall', () => {}, 'timeout'],
          ] as const satisfies readonly (readonly [string, (answer: Answering) => unknown, string])[]) {
            const script = sending([body.subarray(0, at)], async (answer) => {
              await pause(15)
              finish(answer)
            })
            const got = await send(script, code === 'timeout' ? 80 : undefined)
            expect(got.error?.code, name).toBe(code)
            keepsNothing(got)
            ran += 1
          }
        return ran
      }))

    test('a body that claims 3 GiB, or nothing, or is none, is one error', ({ task }) =>
      run(task, async (send) => {
        const text = new TextDecoder().decode(body)
        const claims = [
          [`content-length: ${3 * 1024 ** 3}\r\n\r\n${text}`, 'network'],
          ['content-length: 0\r\n\r\n', 'malformed'],
          [`transfer-encoding: chunked\r\n\r\nffffffffffff\r\n${text}`, 'network'],
          [`transfer-encoding: chunked\r\n\r\nnonsense\r\n${text}`, 'network'],
          ['content-length: 2\r\n\r\n[]', 'malformed'],
          ['content-length: 17\r\n\r\n<html>Hi</html>\r\n', 'malformed'],
        ] as const
        for (const [claim, code] of claims) {
          const got = await send((answer) => {
            answer.raw(`HTTP/1.1 200 OK\r\nconnection: close\r\n${claim}`)
            answer.halfClose()
          })
          expect(got.error?.code, claim.slice(0, 40)).toBe(code)
        }
        return claims.length
      }))
  })
})
