import type { Fault } from './faults.ts'

/** How a call is made, and what the servers do: the first so many requests of each meet the fault. */
export interface Mode {
  readonly restarting: boolean
  readonly failover: boolean
  readonly faulty: readonly [first: number, second: number]
}

const always = 9

export type ModeName =
  | 'retry, once'
  | 'retry, always'
  | 'failover, first target'
  | 'failover, every target'
  | 'restarting, once'
  | 'restarting, always'

export const modes: Readonly<Record<ModeName, Mode>> = {
  'retry, once': { restarting: false, failover: false, faulty: [1, 0] },
  'retry, always': { restarting: false, failover: false, faulty: [always, 0] },
  'failover, first target': { restarting: false, failover: true, faulty: [always, 0] },
  'failover, every target': { restarting: false, failover: true, faulty: [always, always] },
  'restarting, once': { restarting: true, failover: false, faulty: [1, 0] },
  'restarting, always': { restarting: true, failover: false, faulty: [always, 0] },
}

export interface Expected {
  /** Whether the answer comes in the end; else the fault is told. */
  readonly answered: boolean
  /** That each server has seen. */
  readonly requests: readonly [first: number, second: number]
  /** Of the call that ended it: a restart and another target begin to count anew. */
  readonly attempts: number
}

type Rule = Omit<Expected, 'attempts'>

const answered = (first: number, second = 0): Rule => ({ answered: true, requests: [first, second] })
const told = (first: number, second = 0): Rule => ({ answered: false, requests: [first, second] })

/**
 * The rules, said once more and independently: three attempts for what may pass and nothing after the first part; each
 * target but the last is tried once; one restart for what breaks later.
 */
const rules: Readonly<Record<ModeName, (fault: Fault) => Rule>> = {
  'retry, once': ({ handedOut, told: [, passes] }) => (passes && !handedOut ? answered(2) : told(1)),
  'retry, always': ({ handedOut, told: [, passes] }) => told(passes && !handedOut ? 3 : 1),
  'failover, first target': ({ handedOut, told: [, , moves] }) => (moves && !handedOut ? answered(1, 1) : told(1)),
  'failover, every target': ({ handedOut, told: [, passes, moves] }) =>
    moves && !handedOut ? told(1, passes ? 3 : 1) : told(1),
  'restarting, once': (fault) => (fault.told[1] ? answered(2) : told(1)),
  'restarting, always': ({ handedOut, told: [, passes] }) => told(passes ? (handedOut ? 2 : 3) : 1),
}

/** A server that is not there stays away. */
const away: Readonly<Partial<Record<ModeName, ModeName>>> = {
  'retry, once': 'retry, always',
  'restarting, once': 'restarting, always',
}

export const expectedOf = (fault: Fault, mode: ModeName): Expected => {
  if (fault.harmless) return { ...answered(1), attempts: 1 }
  const nobody = fault.behaviour === undefined
  const rule = rules[(nobody && away[mode]) || mode](fault)
  const [first, second] = rule.requests
  const attempts = fault.handedOut ? 1 : second || first
  if (!nobody) return { ...rule, attempts }
  // It counts nothing either.
  return { answered: rule.answered, requests: [0, modes[mode].faulty[1] > 0 ? 0 : second], attempts }
}
