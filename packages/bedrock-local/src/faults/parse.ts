import { isExceptionName } from '../wire/refusal.ts'
import type { Fault, Place } from './fault.ts'

/** The header in which a caller asks for faults: `exception=ThrottlingException@frame:2, rechunk=7`. */
export const faultHeader = 'x-local-bedrock-fault'

interface Written {
  readonly value: string
  readonly place: Place | undefined
}

const amount = ({ value }: Written): number | undefined => {
  const number = Number(value)
  return value !== '' && Number.isFinite(number) && number >= 0 ? number : undefined
}

const count = (written: Written): number | undefined => {
  const number = amount(written)
  return number !== undefined && Number.isInteger(number) && number > 0 ? number : undefined
}

const frameOf = ({ place }: Written): number | undefined =>
  place !== undefined && 'frame' in place ? place.frame : undefined

const placed =
  (type: 'flip' | 'truncate' | 'stall' | 'reset') =>
  ({ place, value }: Written): Fault | undefined =>
    place === undefined || value !== '' ? undefined : { type, at: place }

/** How each fault is written, and what it comes to; undefined where it is written otherwise. */
const forms: {
  readonly [Type in Fault['type']]: readonly [form: string, read: (written: Written) => Fault | undefined]
} = {
  latency: ['latency=<ms>', (written) => given(amount(written), (ms) => ({ type: 'latency', ms }))],
  throttle: [
    'throttle=<share of calls, 0 to 1>',
    (written) => given(amount(written), (rate) => (rate > 1 ? undefined : { type: 'throttle', rate })),
  ],
  exception: [
    'exception=<name>[@frame:<n>]',
    (written) => {
      const frame = frameOf(written)
      if (!isExceptionName(written.value) || (frame === undefined && written.place !== undefined)) return undefined
      return { type: 'exception', exception: written.value, ...(frame === undefined ? {} : { frame }) }
    },
  ],
  'tokens-per-second': [
    'tokens-per-second=<rate>',
    (written) => given(amount(written), (rate) => (rate > 0 ? { type: 'tokens-per-second', rate } : undefined)),
  ],
  flip: ['flip@byte:<n>|frame:<n>', placed('flip')],
  checksum: ['checksum@frame:<n>', (written) => given(frameOf(written), (frame) => ({ type: 'checksum', frame }))],
  oversize: ['oversize@frame:<n>', (written) => given(frameOf(written), (frame) => ({ type: 'oversize', frame }))],
  truncate: ['truncate@byte:<n>|frame:<n>', placed('truncate')],
  stall: ['stall@byte:<n>|frame:<n>', placed('stall')],
  reset: ['reset@byte:<n>|frame:<n>', placed('reset')],
  rechunk: ['rechunk=<bytes>', (written) => given(count(written), (bytes) => ({ type: 'rechunk', bytes }))],
}

const given = (value: number | undefined, make: (value: number) => Fault | undefined): Fault | undefined =>
  value === undefined ? undefined : make(value)

/** One line per fault that can be written. */
export const faultForms: readonly string[] = Object.values(forms).map(([form]) => form)

const isFaultType = (name: string): name is Fault['type'] => Object.hasOwn(forms, name)

const faultFrom = (text: string): Fault => {
  const [, name = '', value = '', unit, number] =
    /^([a-z-]+)(?:=([^@]*))?(?:@(frame|byte):(\d{1,9}))?$/.exec(text.trim()) ?? []
  const at = Number(number)
  const place = unit === undefined ? undefined : unit === 'frame' ? { frame: at } : { byte: at }
  const fault = isFaultType(name) ? forms[name][1]({ value: value.trim(), place }) : undefined
  if (fault !== undefined) return fault
  throw new Error(
    `"${text.trim().slice(0, 80)}" is no fault. ${isFaultType(name) ? `Write ${forms[name][0]}` : `There are: ${faultForms.join(', ')}`}.`,
  )
}

/** Faults as written in the header and on the command line, with commas between. @throws Error that says what can be written */
export const parseFaults = (text: string): Fault[] =>
  text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(faultFrom)
