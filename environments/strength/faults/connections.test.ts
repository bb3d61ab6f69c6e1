import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { outcome, transports, wholeOutcome } from './ask.ts'
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
        await accounted(service, fetch, async (signal) => {
          for (const [name, end, code] of endings) {
            const script: Script = async (answer) => {
              answer.begin()
              for (const piece of pieces) answer.write(piece)
              await pause(15)
              end(answer)
            }
            const timeout = code === 'timeout' ? { idle: 60 } : {}
            const { error, parts } = await outcome({ row, service, fetch, signal, script, timeout })
            expect(error?.code, name).toBe(code)
            const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')
            expect(error?.partial, name).toMatchObject({ text })
          }
        })
      },
    )

    test('silence before the headers passes the limit for the first byte', async () => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        const asked = { row, service, fetch, signal, script: () => {}, timeout: { firstByte: 30 } }
        expect((await outcome(asked)).error?.code).toBe('timeout')
        expect((await wholeOutcome(asked)).error?.code).toBe('timeout')
      })
    })
  })
})
