import { getEventListeners } from 'node:events'
import { encodeFrame } from '@x/bedrock-core/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { ask, outcome, outcomeOf, transports, wholeOutcome } from './ask.ts'
import { accounted } from './ledger.ts'
import { patience, placesIn } from './places.ts'
import { type Answering, type Script, type Service, startService } from './service.ts'

vi.setConfig({ testTimeout: patience })

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const prepared = await Promise.all(
  rows.map(async (row) => ({ row, name: row.name, frames: framesOf(await streamOf(row)) })),
)

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** 64 kB that mean nothing to any form. */
const unknownEvent = encodeFrame(
  { ':message-type': 'event', ':event-type': 'ofTomorrow' },
  `{"a":"${'x'.repeat(65_000)}"}`,
)

/** Bytes: more than the buffers of a socket hold. */
const most = 64 * 1024 ** 2

describe.each(transports)('over %s', (_, transport) => {
  describe.each(prepared)('$name', ({ row, frames }) => {
    test('aborting once and twice, before, while signing, before the headers, at each frame and after', async () => {
      const fetch = transport()
      await accounted(service, fetch, async () => {
        const leaving = async (after: 'before' | 'signing' | number) => {
          const controller = new AbortController()
          const leave = (): void => {
            controller.abort()
            controller.abort(new Error('again'))
          }
          const sent = typeof after === 'number' ? frames.slice(0, after) : []
          const script: Script = async ({ begin, write }) => {
            if (sent.length > 0) begin()
            for (const frame of sent) write(frame)
            await pause(10)
            leave()
          }
          if (after === 'before') leave()
          const signing = async (): Promise<void> => void (after === 'signing' && leave())
          const got = await outcome({ row, service, fetch, script, signal: controller.signal, signing })
          expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
          return got
        }
        const places = ['before', 'signing', ...placesIn(frames.length, 4), frames.length - 1] as const
        for (const after of places) {
          const { parts, error } = await leaving(after)
          expect(error?.code, `${after}`).toBe('aborted')
          const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('')
          // Whoever leaves before the headers has nothing to keep.
          const kept: unknown = error?.partial ?? { text: '' }
          expect(kept).toMatchObject({ text })
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

    test('a whole answer: aborting once and twice, before, while signing, before the headers, in the body', async () => {
      const fetch = transport()
      await accounted(service, fetch, async () => {
        for (const stage of ['before', 'signing', 'before the headers', 'before the body', 'in the body'] as const) {
          const controller = new AbortController()
          const leave = (): void => {
            controller.abort()
            controller.abort(new Error('again'))
          }
          const script: Script = async ({ begin, write }) => {
            if (stage !== 'before the headers') begin('json')
            if (stage === 'in the body') write(Buffer.from('{"'))
            await pause(10)
            leave()
          }
          if (stage === 'before') leave()
          const signing = async (): Promise<void> => void (stage === 'signing' && leave())
          const { error } = await wholeOutcome({ row, service, fetch, script, signal: controller.signal, signing })
          expect(error?.code, stage).toBe('aborted')
          expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
        }
      })
    })

    test('breaking out of the loop, at its first part or a later one, closes the connection', async () => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        const unfinished = (after: (answer: Answering) => unknown): Script => {
          return (answer) => {
            answer.begin()
            for (const frame of frames.slice(0, -1)) answer.write(frame)
            return after(answer)
          }
        }
        const { parts } = await outcome({
          row,
          service,
          fetch,
          signal,
          script: unfinished(({ halfClose }) => halfClose()),
        })
        for (const left of placesIn(parts.length, 3)) {
          let gone = false
          const script = unfinished(async (answer) => {
            await answer.gone()
            gone = true
          })
          const stream = ask({ row, service, fetch, script, signal })
          let read = 0
          for await (const _part of stream) if (read++ === left) break
          await expect(stream.result).rejects.toMatchObject({ code: 'aborted' })
          await expect.poll(() => gone).toBe(true)
        }
      })
    })

    test('a reader that stops is not read ahead of, and its leaving closes the connection', async () => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        let written = 0
        let gone = false
        const script: Script = async (answer) => {
          void answer.gone().then(() => {
            gone = true
          })
          answer.begin()
          for (const frame of frames.slice(0, -1)) answer.write(frame)
          while (!gone && written < most) {
            answer.write(unknownEvent)
            written += unknownEvent.length
            await answer.drained()
          }
        }
        for await (const _part of ask({ row, service, fetch, script, signal })) {
          for (let before = -1; before !== written; await pause(50)) before = written
          break
        }
        await expect.poll(() => gone).toBe(true)
        // What the sockets' own buffers take, and no more.
        expect(written).toBeLessThan(most)
      })
    })

    test('a reader that takes its time gets all of it', async () => {
      const fetch = transport()
      await accounted(service, fetch, async (signal) => {
        const script: Script = async ({ begin, write, end, drained }) => {
          begin()
          for (const frame of frames) {
            write(frame)
            await drained()
          }
          end()
        }
        const stream = ask({ row, service, fetch, script, signal, timeout: { idle: 20 } })
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
