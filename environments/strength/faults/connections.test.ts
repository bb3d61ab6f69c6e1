import { getEventListeners } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { ask, outcome, outcomeOf, transports } from './ask.ts'
import { accounted } from './ledger.ts'
import { type Answering, type Script, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const prepared = await Promise.all(
  rows.map(async (row) => ({ row, name: row.name, frames: framesOf(await streamOf(row)) })),
)

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What a connection does once so much has been sent, and the code that a caller gets. */
const endings: readonly (readonly [name: string, end: (answer: Answering) => unknown, code: string])[] = [
  ['a reset', ({ reset }) => reset(), 'truncated'],
  ['a half-close', ({ halfClose }) => halfClose(), 'truncated'],
  ['a stall', () => {}, 'timeout'],
]

describe.each(transports)('over %s', (_, transport) => {
  describe.each(prepared)('$name', ({ row, frames }) => {
    /** Where nothing has come, in the middle of an answer, and inside a frame. */
    const stages: readonly (readonly [name: string, pieces: readonly Uint8Array[]])[] = [
      ['before the first frame', []],
      ['between frames', frames.slice(0, frames.length >> 1)],
      [
        'inside a frame',
        [...frames.slice(0, frames.length >> 1), frames[frames.length >> 1]?.subarray(0, 20) ?? new Uint8Array()],
      ],
    ]

    test.each(stages)(
      '%s: reset, half-close and stall each end in one error that keeps what came',
      async (_stage, pieces) => {
        const fetch = transport()
        await accounted(service, fetch, async () => {
          for (const [name, end, code] of endings) {
            const script: Script = async (answer) => {
              answer.begin()
              for (const piece of pieces) answer.write(piece)
              await pause(15)
              end(answer)
            }
            const timeout = code === 'timeout' ? { idle: 60 } : {}
            const { error, parts } = await outcome({ row, service, fetch, script, timeout })
            expect(error?.code, name).toBe(code)
            const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')
            expect(error?.partial, name).toMatchObject({ text })
          }
        })
      },
    )

    test('silence before the headers passes the limit for the first byte', async () => {
      const fetch = transport()
      await accounted(service, fetch, async () => {
        const { error } = await outcome({ row, service, fetch, script: () => {}, timeout: { firstByte: 30 } })
        expect(error?.code).toBe('timeout')
      })
    })

    test('aborting once, twice, before, during and after leaves no listener', async () => {
      const fetch = transport()
      await accounted(service, fetch, async () => {
        for (const after of [-1, 0, 1, frames.length >> 1]) {
          const controller = new AbortController()
          const script: Script = async ({ begin, write }) => {
            if (after > 0) begin()
            for (const frame of frames.slice(0, after)) write(frame)
            await pause(10)
            controller.abort()
            controller.abort(new Error('again'))
          }
          if (after === -1) controller.abort()
          const { error } = await outcome({ row, service, fetch, script, signal: controller.signal })
          expect(error?.code).toBe('aborted')
          expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
        }
        const late = new AbortController()
        const script: Script = ({ begin, write, end }) => {
          begin()
          for (const frame of frames) write(frame)
          end()
        }
        const { error } = await outcome({ row, service, fetch, script, signal: late.signal })
        late.abort()
        expect(error).toBe(undefined)
        expect(getEventListeners(late.signal, 'abort')).toHaveLength(0)
      })
    })

    test('breaking out of the loop closes the connection', async () => {
      const fetch = transport()
      await accounted(service, fetch, async () => {
        let gone = false
        const script: Script = async (answer) => {
          answer.begin()
          for (const frame of frames.slice(0, -1)) answer.write(frame)
          await answer.gone()
          gone = true
        }
        const stream = ask({ row, service, fetch, script })
        for await (const _part of stream) break
        await expect(stream.result).rejects.toMatchObject({ code: 'aborted' })
        await expect.poll(() => gone).toBe(true)
      })
    })

    test('a reader that takes its time gets all of it', async () => {
      const fetch = transport()
      await accounted(service, fetch, async () => {
        const script: Script = async ({ begin, write, end, drained }) => {
          begin()
          for (const frame of frames) {
            write(frame)
            await drained()
          }
          end()
        }
        const stream = ask({ row, service, fetch, script, timeout: { idle: 20 } })
        const slow = async function* () {
          for await (const part of stream) {
            // Longer than the limit, which counts only while somebody waits.
            if (part.type === 'text-delta') await pause(25)
            yield part
          }
        }
        let last = ''
        for await (const part of slow()) last = part.type
        expect(last).toBe('finish')
        expect((await outcomeOf(ask({ row, service, fetch, script }))).error).toBe(undefined)
      })
    })
  })
})
