import { fc, test } from '@fast-check/vitest'
import { describe, expect, it, vi } from 'vitest'
import { BedrockError, type BedrockErrorCode, type BedrockErrorDetails } from '../errors/bedrock-error.ts'
import { createRetry, delayAfter, type RetryOptions } from './retry.ts'
import { failureOf } from './test/fake-service.ts'

const quiet = new AbortController().signal
const failure = (code: BedrockErrorCode, details: BedrockErrorDetails = {}): BedrockError =>
  new BedrockError(code, 'Failed. Try again.', details)

/** A retry that waits for nobody and tells how long it would have. */
const instant = (options?: RetryOptions | false, random = 0.5) => {
  const waits: number[] = []
  const retry = createRetry(options, {
    random: () => random,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
    },
  })
  return { retry, waits }
}

const failing = (...codes: BedrockErrorCode[]) => {
  const left = [...codes]
  return vi.fn(async (attempt: number) => {
    const code = left.shift()
    if (code !== undefined) throw failure(code)
    return attempt
  })
}

describe('delayAfter', () => {
  it.each<[BedrockErrorCode, number, number | undefined, number, number]>([
    // code, attempt, seconds asked for, milliseconds at random 0 and at random 1
    ['unavailable', 1, undefined, 0, 50],
    ['unavailable', 2, undefined, 0, 100],
    ['network', 9, undefined, 0, 12_800],
    ['network', 10, undefined, 0, 20_000],
    ['throttled', 1, undefined, 0, 1000],
    ['model-not-ready', 2, undefined, 0, 2000],
    ['throttled', 6, undefined, 0, 20_000],
    ['throttled', 1, 2, 2000, 2000],
    ['throttled', 1, 0.5, 500, 1000],
    ['throttled', 1, 60, 5000, 6000],
    ['unavailable', 1, 1.5, 1500, 1500],
    ['unavailable', 1, -5, 0, 50],
  ])('%s, attempt %i, asked for %s s: from %i to %i ms', (code, attempt, retryAfter, least, most) => {
    const error = failure(code, { retryAfter })
    expect(delayAfter(error, attempt, () => 0)).toBe(least)
    expect(delayAfter(error, attempt, () => 1)).toBe(most)
  })
})

describe('createRetry', () => {
  it.each<[RetryOptions | false | undefined, BedrockErrorCode[], string, number[]]>([
    [undefined, [], 'answered at 1', []],
    [undefined, ['unavailable', 'throttled'], 'answered at 3', [25, 1000]],
    [undefined, ['network', 'network', 'network'], 'network at 3', [25, 50]],
    [{ maxAttempts: 1 }, ['network'], 'network at 1', []],
    [false, ['network'], 'network at 1', []],
    [{ maxAttempts: 5 }, ['timeout', 'truncated', 'corrupt', 'model-error'], 'answered at 5', [25, 50, 100, 200]],
    [undefined, ['unavailable', 'validation'], 'validation at 2', [25]],
    [undefined, ['access-denied'], 'access-denied at 1', []],
    [undefined, ['aborted'], 'aborted at 1', []],
  ])('%j, failing with %j: %s', async (options, codes, outcome, waited) => {
    const { retry, waits } = instant(options)
    const work = failing(...codes)
    const told = await retry(work, quiet).then(
      (attempt) => `answered at ${attempt}`,
      (error: unknown) => (BedrockError.is(error) ? `${error.code} at ${error.attempts}` : 'unknown'),
    )
    expect(told).toBe(outcome)
    expect(waits).toEqual(waited)
    expect(work.mock.calls.map(([attempt]) => attempt)).toEqual(
      waits.map((_, index) => index + 1).concat(waits.length + 1),
    )
  })

  it('keeps what the failure knew, and passes on what is none of ours', async () => {
    const { retry } = instant(false)
    const cause = new Error('deep')
    const details = { cause, status: 503, requestId: 'r', awsName: 'n', retryAfter: 2, partial: { text: 'x' } }
    const thrown = failure('unavailable', { ...details, retryable: false })
    const error = await failureOf(retry(() => Promise.reject(thrown), quiet))
    expect(error).toMatchObject({ ...details, retryable: false, attempts: 1, message: thrown.message })
    const foreign = new TypeError('a bug')
    const { retry: again, waits } = instant()
    await expect(again(() => Promise.reject(foreign), quiet)).rejects.toBe(foreign)
    expect(waits).toEqual([])
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %s attempts', (maxAttempts) =>
    expect(() => createRetry({ maxAttempts })).toThrow(expect.objectContaining({ code: 'invalid-argument' })),
  )

  it('does not even wait where the signal ended what failed, and tells that failure', async () => {
    const { retry, waits } = instant()
    const controller = new AbortController()
    const work = vi.fn(() => {
      controller.abort()
      return Promise.reject(failure('timeout', { partial: { text: 'x' } }))
    })
    const error = await failureOf(retry(work, controller.signal))
    expect(error).toMatchObject({ code: 'timeout', partial: { text: 'x' }, attempts: 1 })
    expect(waits).toEqual([])
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('ends its waiting at once on abort, and leaves neither timer nor listener', async () => {
    vi.useFakeTimers()
    try {
      const controller = new AbortController()
      const remove = vi.spyOn(controller.signal, 'removeEventListener')
      const work = vi.fn(() => Promise.reject(failure('throttled', { retryAfter: 60 })))
      const outcome = failureOf(createRetry()(work, controller.signal))
      await vi.advanceTimersByTimeAsync(0)
      expect(vi.getTimerCount()).toBe(1)
      controller.abort(new Error('left'))
      expect(await outcome).toMatchObject({ code: 'aborted', attempts: 1, cause: { message: 'left' } })
      expect(work).toHaveBeenCalledTimes(1)
      expect(vi.getTimerCount()).toBe(0)
      expect(remove).toHaveBeenCalledTimes(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the budget that a client’s calls share', () => {
  const callsUntilRefused = async (code: BedrockErrorCode): Promise<number> => {
    const { retry, waits } = instant({ maxAttempts: 2 })
    for (let calls = 0; calls < 1000; calls += 1) {
      const before = waits.length
      await failureOf(retry(failing(code, code), quiet))
      if (waits.length === before) return calls
    }
    return Number.POSITIVE_INFINITY
  }

  it.each<[BedrockErrorCode, number]>([
    ['unavailable', Math.floor(500 / 14)],
    ['throttled', 500 / 5],
  ])('allows %s %i retries in a row without a success', async (code, retries) => {
    expect(await callsUntilRefused(code)).toBe(retries)
  })

  it('gets back what a retry cost once it succeeds', async () => {
    const { retry, waits } = instant({ maxAttempts: 2 })
    for (let calls = 0; calls < 1000; calls += 1) await retry(failing('throttled'), quiet)
    expect(waits).toHaveLength(1000)
  })

  const codes = fc.constantFrom<BedrockErrorCode>('throttled', 'unavailable', 'network', 'validation')
  test.prop([fc.integer({ min: 1, max: 6 }), fc.array(fc.array(codes, { maxLength: 7 }), { maxLength: 150 })])(
    'never tries more often than allowed, and never owes more than 500',
    async (maxAttempts, calls) => {
      const { retry, waits } = instant({ maxAttempts })
      let tokens = 500
      for (const failures of calls) {
        const [before, work] = [waits.length, failing(...failures)]
        const succeeded = await retry(work, quiet).then(
          () => true,
          () => false,
        )
        const retries = waits.length - before
        expect(work.mock.calls.length).toBe(retries + 1)
        expect(work.mock.calls.length).toBeLessThanOrEqual(maxAttempts)
        const costs = failures.slice(0, retries).map((code) => (code === 'throttled' ? 5 : 14))
        tokens -= costs.reduce((sum, cost) => sum + cost, 0)
        expect(tokens).toBeGreaterThanOrEqual(0)
        if (succeeded) tokens = Math.min(500, tokens + (costs.at(-1) ?? 1))
      }
    },
  )
})
