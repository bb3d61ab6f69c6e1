import { afterAll, beforeAll, expect, test } from 'vitest'
import { framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { type Outcome, outcome, transports } from './ask.ts'
import { hostileFrames, spoken } from './frames.ts'
import { accounted } from './ledger.ts'
import { type Script, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

const prepared = await Promise.all(rows.map(async (row) => ({ row, frames: framesOf(await streamOf(row)) })))

const streams = 1000
const atOnce = 50
const seed = Number(process.env['FAULTS_SEED'] ?? 1)

/** Numbers below `limit` that follow from the seed. */
const createDice = (from: number): ((limit: number) => number) => {
  let state = from
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

type Fault = (frames: readonly Uint8Array[], dice: (limit: number) => number) => Script

const writing =
  (pieces: readonly Uint8Array[], end: 'end' | 'reset' | 'halfClose' | 'stall' = 'end'): Script =>
  async (answer) => {
    answer.begin()
    for (const piece of pieces) {
      answer.write(piece)
      await answer.drained()
    }
    if (end !== 'stall') answer[end]()
  }

/** Each with the codes that it may end in; none where the answer must be right. */
const faults: readonly (readonly [name: string, fault: Fault, codes: readonly string[]])[] = [
  ['none', (frames) => writing(frames), []],
  ['reset', (frames, dice) => writing(frames.slice(0, dice(frames.length)), 'reset'), ['truncated', 'network']],
  ['half-close', (frames, dice) => writing(frames.slice(0, dice(frames.length)), 'halfClose'), ['truncated']],
  ['stall', (frames, dice) => writing(frames.slice(0, dice(frames.length)), 'stall'), ['timeout']],
  ['silence', () => () => {}, ['timeout']],
  ['end', (frames, dice) => writing([...frames.slice(0, dice(frames.length)), new Uint8Array([0, 0])]), ['truncated']],
  [
    'exception',
    (frames, dice) => {
      const [frame] = spoken[dice(spoken.length)] ?? [new Uint8Array()]
      return writing([...frames.slice(0, dice(frames.length)), frame, ...frames])
    },
    spoken.map(([, code]) => code),
  ],
  [
    'hostile frame',
    (frames, dice) => {
      const broken = hostileFrames.filter(([, , codes]) => codes.length > 0)
      const [, frame] = broken[dice(broken.length)] ?? ['', new Uint8Array()]
      return writing([...frames.slice(0, dice(frames.length)), frame, ...frames])
    },
    ['corrupt', 'malformed'],
  ],
  [
    'no HTTP at all',
    () =>
      ({ raw, halfClose }) => {
        raw('SSH-2.0-OpenSSH\r\n\r\n')
        halfClose()
      },
    ['network'],
  ],
]

test.each(transports)(`${streams} streams with random faults over %s, seed ${seed}`, async (name, transport) => {
  const fetch = transport()
  const dice = createDice(seed)
  const told: Record<string, number> = {}
  const one = async (index: number): Promise<void> => {
    const { row, frames } = prepared[index % prepared.length] ?? { row: undefined, frames: [] }
    const [kind, fault, codes] = faults[dice(faults.length)] ?? ['', () => () => {}, []]
    if (row === undefined) throw new Error('no rows')
    const script = fault(frames, dice)
    const timeout = codes.includes('timeout') ? { idle: 300, firstByte: 300 } : {}
    const got: Outcome = await outcome({ row, service, fetch, script, timeout })
    const code = got.error?.code ?? 'right'
    told[code] = (told[code] ?? 0) + 1
    expect(codes.length === 0 ? ['right'] : codes, `${kind}, stream ${index}`).toContain(code)
    if (got.error === undefined) expect(got.parts.at(-1)?.type).toBe('finish')
  }
  await accounted(service, fetch, async () => {
    let next = 0
    const lane = async (): Promise<void> => {
      while (next < streams) await one(next++)
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
  })
  expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBe(streams)
  expect(told['right']).toBeGreaterThan(streams / 20)
  console.log(`1,000 streams over ${name}:`, told)
})
