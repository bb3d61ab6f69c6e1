import { parseArgs } from 'node:util'
import { faultForms } from '../faults/parse.ts'
import { scenarioNames } from '../scripted/scenarios.ts'

/** Every flag of the command line. */
const options = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  region: { type: 'string' },
  scenario: { type: 'string' },
  pace: { type: 'string' },
  'tokens-per-second': { type: 'string' },
  replay: { type: 'string', multiple: true },
  repeat: { type: 'boolean', default: false },
  record: { type: 'string' },
  upstream: { type: 'string' },
  proxy: { type: 'string' },
  model: { type: 'string' },
  fault: { type: 'string', multiple: true },
  seed: { type: 'string', default: '1' },
  verbose: { type: 'boolean', short: 'v', default: false },
  'no-page': { type: 'boolean', default: false },
  'no-auth': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

export type Flags = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** @throws Error that names the flag */
export const parseFlags = (args: readonly string[]): Flags =>
  parseArgs({ args: [...args], options, allowPositionals: false }).values

export const usage: string = `bedrock-local: an Amazon Bedrock on this machine

  --port <number>               default 4010; 0 takes a free one
  --host <address>              default 127.0.0.1, this machine only
  --region <name>               take signatures for this region only
  --no-auth                     let everyone in, unchecked

Who answers (without any of these a script, which the prompt steers)
  --scenario <name>             always this one: ${scenarioNames.join(', ')}
  --pace <ms>                   between two pieces of the script's answers; default 25
  --tokens-per-second <n>       instead of --pace
  --replay <file>               recorded exchanges: JSONL, VCR, HAR, nock, Polly; again for more files
  --repeat                      play the last answer of a request again when all were played
  --record <file>               pass calls on to Bedrock under your own credentials (AWS_BEARER_TOKEN_BEDROCK, or
                                AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), and append them to this file, scrubbed
  --upstream <url>              where --record passes them on to; default Bedrock in --region or AWS_REGION
  --proxy <url>                 a model of yours: an OpenAI-compatible URL, such as http://127.0.0.1:11434/v1
  --model <name>                the model to ask there

What goes wrong
  --fault <faults>              for every call; one call asks by the header x-local-bedrock-fault. With commas between:
                                ${faultForms.join('\n                                ')}
  --seed <number>               which calls throttle=<share> refuses; default 1

What you see
  --verbose, -v                 each call on one line
  --no-page                     without it, /_local shows the last calls in a browser
  --help, -h`

/** A flag's number. @throws Error that names the flag */
export const numberOf = (flag: string, text: string): number => {
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number >= 0) return number
  throw new Error(`--${flag} is "${text}", which is no number from 0. Give one, such as --${flag} 4010.`)
}
