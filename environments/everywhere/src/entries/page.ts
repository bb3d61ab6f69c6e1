/** For runtimes whose global is reached from outside. */
import { conformance } from '../conformance.ts'

Object.assign(globalThis, { conformance })
