/** For runtimes with a command line: takes the caller as JSON, prints the outcomes as JSON on the last line. */
import process from 'node:process'
import { conformance } from '../conformance.ts'

console.log(JSON.stringify(await conformance(JSON.parse(process.argv[2] ?? ''))))
