import { invalid } from '../wire/refusal.ts'
import type { Fault } from './fault.ts'
import { faultHeader, parseFaults } from './parse.ts'

const inHeader = (request: Request): readonly Fault[] => {
  try {
    return parseFaults(request.headers.get(faultHeader) ?? '')
  } catch (error) {
    throw invalid(`${faultHeader}: ${error instanceof Error ? error.message : error}`)
  }
}

/** The faults of one request: those of the settings, then those it asks for itself. @throws Refusal for what cannot be read */
export const faultsOf = (
  faults: readonly Fault[] | ((request: Request) => readonly Fault[]),
  request: Request,
): readonly Fault[] => [...(typeof faults === 'function' ? faults(request) : faults), ...inHeader(request)]
