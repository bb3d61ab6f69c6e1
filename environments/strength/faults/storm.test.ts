import { BedrockError } from '@x/bedrock-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyOf, framesOf, streamOf } from '../shared/answers.ts'
import { rows } from '../shared/rows.ts'
import { ask, outcome, transports, wholeOutcome } from './ask.ts'
import { hostileFrames, spoken } from './frames.ts'
import { accounted } from './ledger.ts'
import { type Script, type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

/** A body in pieces of a few bytes. */
const piecesOf = (body: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(body.length / 16) }, (_, index) => body.subarray(index * 16, index * 16 + 16))

/** Each form as a stream, and asked whole. */
const prepared = await Promise.all(
  rows.flatMap((row) => [
    streamOf(row).then((bytes) => ({ row, whole: false, pieces: framesOf(bytes) })),
    bodyOf(row).then((body) => ({ row, whole: true, pieces: piecesOf(new TextEncoder().encode(body)) })),
  ]),
)

const answers = 2000
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

type Fault = (pieces: readonly Uint8Array[], dice: (limit: number) => number, whole: boolean) => Script

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

const some: <T>(all: readonly T[], dice: (limit: number) => number) => T[] = (all, dice) =>
  all.slice(0, dice(all.length))

/** Whoever has failed waits for no end: some connections stay open, for the client to close. */
const endOf = (dice: (limit: number) => number, whole: boolean): 'end' | 'stall' =>
  whole || dice(2) === 0 ? 'end' : 'stall'

interface Kind {
  readonly name: string
  readonly fault: Fault
  /** Codes that a stream may end in, and those of an answer asked whole; none where it must be right. */
  readonly codes: readonly string[]
  readonly whole?: readonly string[]
  /** The caller aborts while nothing comes, or leaves the loop at the first part. */
  readonly leaves?: 'by abort' | 'by break'
}

const kinds: readonly Kind[] = [
  { name: 'none', fault: (pieces) => writing(pieces), codes: [] },
  {
    name: 'reset',
    fault: (pieces, dice) => writing(some(pieces, dice), 'reset'),
    codes: ['truncated', 'network'],
    whole: ['network'],
  },
  {
    name: 'half-close',
    fault: (pieces, dice) => writing(some(pieces, dice), 'halfClose'),
    codes: ['truncated'],
    whole: ['network'],
  },
  { name: 'stall', fault: (pieces, dice) => writing(some(pieces, dice), 'stall'), codes: ['timeout'] },
  { name: 'silence', fault: () => () => {}, codes: ['timeout'] },
  {
    name: 'end',
    fault: (pieces, dice) => writing([...some(pieces, dice), new Uint8Array([0, 0])]),
    codes: ['truncated'],
    whole: ['malformed'],
  },
  {
    name: 'exception',
    fault: (pieces, dice, whole) => {
      const [frame] = spoken[dice(spoken.length)] ?? [new Uint8Array()]
      return writing([...some(pieces, dice), frame, ...pieces], endOf(dice, whole))
    },
    codes: spoken.map(([, code]) => code),
    whole: ['malformed'],
  },
  {
    name: 'hostile frame',
    fault: (pieces, dice, whole) => {
      const broken = hostileFrames.filter(([, , codes]) => codes.length > 0)
      const [, frame] = broken[dice(broken.length)] ?? ['', new Uint8Array()]
      return writing([...some(pieces, dice), frame, ...pieces], endOf(dice, whole))
    },
    codes: ['corrupt', 'malformed'],
  },
  {
    name: 'no HTTP at all',
    fault:
      () =>
      ({ raw, halfClose }) => {
        raw('SSH-2.0-OpenSSH\r\n\r\n')
        halfClose()
      },
    codes: ['network'],
  },
  {
    name: 'abort',
    fault: (pieces, dice) => writing(some(pieces, dice), 'stall'),
    codes: ['aborted'],
    leaves: 'by abort',
  },
  { name: 'break', fault: (pieces) => writing(pieces.slice(0, -1), 'stall'), codes: ['aborted'], leaves: 'by break' },
]

test.each(transports)(
  `${answers / 2} whole answers and ${answers / 2} streams with random faults over %s, seed ${seed}`,
  async (name, transport) => {
    const fetch = transport()
    const dice = createDice(seed)
    const told: Record<string, number> = {}
    const one = async (index: number, signal: AbortSignal): Promise<void> => {
      const { row, pieces, whole } = prepared[index % prepared.length] ?? {}
      const kind = kinds[dice(kinds.length)]
      if (row === undefined || pieces === undefined || kind === undefined) throw new Error('no rows')
      const { fault, leaves } = kind
      const script = fault(pieces, dice, whole === true)
      // Where none is meant to pass, a timer that is left behind would be counted.
      const most = kind.codes.includes('timeout') ? 300 : 600_000
      const timeout = whole ? { total: most } : { idle: most, firstByte: most }
      const asked = { row, service, fetch, script, timeout }
      const codeOf = async (): Promise<string | undefined> => {
        if (leaves === 'by break' && !whole) {
          const stream = ask({ ...asked, signal })
          for await (const _part of stream) break
          return stream.result.then(
            () => undefined,
            (reason: unknown) => (BedrockError.is(reason) ? reason.code : 'untyped'),
          )
        }
        const left = leaves === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(dice(50))])
        const got = await (whole ? wholeOutcome : outcome)({ ...asked, signal: left })
        if (got.error === undefined && 'parts' in got) expect(got.parts.at(-1)?.type).toBe('finish')
        return got.error?.code
      }
      const code = (await codeOf()) ?? 'right'
      told[code] = (told[code] ?? 0) + 1
      const codes = (whole ? kind.whole : undefined) ?? kind.codes
      expect(codes.length === 0 ? ['right'] : codes, `${kind.name}, answer ${index}`).toContain(code)
    }
    await accounted(service, fetch, async (signal) => {
      let next = 0
      const lane = async (): Promise<void> => {
        while (next < answers) await one(next++, signal)
      }
      await Promise.all(Array.from({ length: atOnce }, lane))
    })
    expect(Object.values(told).reduce((sum, count) => sum + count, 0)).toBe(answers)
    expect(told['right']).toBeGreaterThan(answers / 25)
    console.log(`${answers} answers over ${name}:`, told)
  },
)
