import { describe, expect, it } from 'vitest'
import { cached } from './cached.ts'
import { absent, type Note, type Provide } from './provide.ts'

const minute = 60_000

/** A source under control: what it gives next, how often it was asked, a clock that is set by hand. */
const stage = (life = 60 * minute) => {
  const state = { now: 1_000_000, asked: 0, fails: false }
  let running: Promise<unknown> = Promise.resolve()
  const give = async () => {
    const serial = state.asked
    await new Promise((resolve) => setTimeout(resolve, 1))
    if (state.fails) throw new Error('the source is down')
    return Number.isFinite(life) ? { serial, expiration: new Date(state.now + life) } : { serial }
  }
  const source: Provide<{ serial: number; expiration?: Date }> = () => {
    state.asked += 1
    const given = give()
    running = given.catch(() => undefined)
    return given
  }
  const provide = cached(source, { now: () => state.now, random: () => 0 })
  const serial = async () => (await provide())?.serial
  /** The source has answered and the cache has heard it. */
  const settled = async () => {
    await running
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { state, provide, serial, settled }
}

describe('cached', () => {
  it('asks once for 1,000 who come together, at the start and at the end', async () => {
    const { state, serial } = stage()
    const first = await Promise.all(Array.from({ length: 1000 }, serial))
    expect([state.asked, new Set(first)]).toEqual([1, new Set([1])])
    state.now += 60 * minute
    const second = await Promise.all(Array.from({ length: 1000 }, serial))
    expect([state.asked, new Set(second)]).toEqual([2, new Set([2])])
  })

  it('renews behind the callers in the last five minutes', async () => {
    const { state, serial, settled } = stage()
    await serial()
    state.now += 54 * minute
    expect([await serial(), state.asked]).toEqual([1, 1])
    state.now += 1.5 * minute
    expect([await serial(), state.asked]).toEqual([1, 2])
    await settled()
    expect([await serial(), state.asked]).toEqual([2, 2])
  })

  it('loses no call to a failing renewal while the old one lasts, and does not hammer the source', async () => {
    const { state, serial, settled } = stage()
    await serial()
    state.fails = true
    state.now += 56 * minute
    for (let call = 0; call < 1000; call += 1) expect(await serial()).toBe(1)
    await settled()
    expect(state.asked).toBe(2)
    state.now += 31_000
    expect(await serial()).toBe(1)
    await settled()
    expect(state.asked).toBe(3)
    state.now += 4 * minute
    await expect(serial()).rejects.toThrow('the source is down')
    state.fails = false
    expect(await serial()).toBe(5)
  })

  it('asks again every fifteen minutes for what names no end, without anyone waiting', async () => {
    const { state, serial, settled } = stage(Number.POSITIVE_INFINITY)
    await serial()
    state.now += 14 * minute
    expect([await serial(), state.asked]).toEqual([1, 1])
    state.now += 2 * minute
    expect([await serial(), state.asked]).toEqual([1, 2])
    await settled()
    expect(await serial()).toBe(2)
  })

  it('asks its origin again for the very value that was refused, once', async () => {
    const { state, provide } = stage()
    const refused = await provide()
    const answers = await Promise.all(Array.from({ length: 10 }, () => provide({ refused })))
    expect(answers.map((answer) => answer?.serial)).toEqual(Array(10).fill(2))
    expect([(await provide({ refused }))?.serial, state.asked]).toEqual([2, 2])
  })

  it('remembers neither "nothing here" nor its reasons, and tells them to all who asked', async () => {
    let asked = 0
    const provide = cached<{ expiration?: Date }>(async (ask) => {
      asked += 1
      return absent(ask, 'empty', 'nothing there')
    })
    const notes: Note[] = []
    const note = (entry: Note) => notes.push(entry)
    expect(await Promise.all([provide({ note }), provide({ note })])).toEqual([undefined, undefined])
    expect([asked, notes.length, notes[0]?.reason]).toEqual([1, 2, 'nothing there'])
    await provide()
    expect(asked).toBe(2)
  })

  it('lets one caller leave without stopping the others', async () => {
    const { provide, state } = stage()
    const leaving = new AbortController()
    const left = provide({ signal: leaving.signal })
    const stayed = provide()
    leaving.abort()
    await expect(left).rejects.toMatchObject({ code: 'aborted' })
    expect([(await stayed)?.serial, state.asked]).toEqual([1, 1])
    await expect(stage().provide({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' })
  })
})
