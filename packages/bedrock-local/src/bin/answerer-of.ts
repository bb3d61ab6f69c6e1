import { appendFileSync, readFileSync } from 'node:fs'
import type { Responder } from '../answer/responder.ts'
import type { Answerer } from '../answer/step.ts'
import { proxy } from '../proxy/proxy.ts'
import { record } from '../record/record.ts'
import { parseCassette } from '../replay/parse-cassette.ts'
import { replay } from '../replay/replay.ts'
import { isScenario, scenarioNames } from '../scripted/scenarios.ts'
import { scripted } from '../scripted/scripted.ts'
import { authFrom } from './env-auth.ts'
import { type Flags, numberOf } from './flags.ts'

/** Who answers, and in which words to say so. */
export interface Chosen {
  readonly answerer: Answerer | Responder
  readonly name: string
}

type Environment = Readonly<Record<string, string | undefined>>

const script = (flags: Flags): Chosen => {
  const { scenario, pace, 'tokens-per-second': rate } = flags
  if (scenario !== undefined && !isScenario(scenario))
    throw new Error(`--scenario is "${scenario}". There are: ${scenarioNames.join(', ')}.`)
  const answerer = scripted({
    ...(scenario === undefined ? {} : { scenario }),
    ...(pace === undefined ? {} : { pace: numberOf('pace', pace) }),
    ...(rate === undefined ? {} : { tokensPerSecond: numberOf('tokens-per-second', rate) }),
  })
  return { answerer, name: 'simulated answers, no model' }
}

const recorded = async (files: readonly string[], { repeat }: Flags): Promise<Chosen> => {
  const tapes = await Promise.all(
    files.map((file) =>
      parseCassette(readFileSync(file, 'utf8')).catch((error: unknown) => {
        throw new Error(`${file}: ${error instanceof Error ? error.message : error}`)
      }),
    ),
  )
  return { answerer: replay(tapes.flat(), { repeat }), name: `${tapes.flat().length} recorded exchanges` }
}

const recording = (file: string, flags: Flags, environment: Environment): Chosen => {
  const region = flags.region ?? environment['AWS_REGION'] ?? 'us-east-1'
  const answerer = record({
    auth: authFrom(environment),
    region,
    ...(flags.upstream === undefined ? {} : { upstream: flags.upstream }),
    write: (line) => appendFileSync(file, line),
  })
  return { answerer, name: `real answers, which may cost money, recorded in ${file}` }
}

const proxied = (url: string, { model }: Flags): Chosen => {
  if (!URL.canParse(url))
    throw new Error(`--proxy is "${url}", which is no URL. Give one, such as http://127.0.0.1:11434/v1.`)
  if (model === undefined) throw new Error('--proxy needs --model: the name of the model to ask there.')
  return { answerer: proxy({ url, model }), name: `answers of ${model} at ${url}` }
}

/** Who the flags say is to answer. @throws Error that names the flags */
export const answererOf = async (flags: Flags, environment: Environment): Promise<Chosen> => {
  const { replay: files = [] } = flags
  const asked = [
    ...(files.length > 0 ? ['--replay'] : []),
    ...(flags.record === undefined ? [] : ['--record']),
    ...(flags.proxy === undefined ? [] : ['--proxy']),
    ...(flags.scenario === undefined ? [] : ['--scenario']),
  ]
  if (asked.length > 1) throw new Error(`${asked.join(' and ')} exclude each other: give one of them.`)
  if (files.length > 0) return recorded(files, flags)
  if (flags.record !== undefined) return recording(flags.record, flags, environment)
  return flags.proxy === undefined ? script(flags) : proxied(flags.proxy, flags)
}
