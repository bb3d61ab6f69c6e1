#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { testIdentity } from './auth/identity.ts'
import { scripted } from './scripted/scripted.ts'
import { startLocalBedrock } from './server/start.ts'
import type { LocalCall } from './watch/local-call.ts'

const usage = `bedrock-local: an Amazon Bedrock on this machine, with simulated answers

  --port <number>   default 4010
  --host <address>  default 127.0.0.1
  --region <name>   take signatures for this region only
  --pace <ms>       between two pieces of an answer; default 25
  --no-auth         let everyone in, unchecked
  --help`

const lineOf = (call: LocalCall): string =>
  [
    call.operation ?? '-',
    call.model ?? '-',
    call.status,
    call.exception ?? call.by ?? 'unchecked',
    ...(call.outputTokens === undefined ? [] : [`${call.inputTokens}+${call.outputTokens} tokens`]),
    `${call.ms} ms`,
  ].join('  ')

const numberOf = (option: string, text: string): number => {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 0) return number
  throw new Error(`--${option} is "${text}", which is not a whole number. Give one, such as --${option} 4010.`)
}

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      region: { type: 'string' },
      pace: { type: 'string', default: '25' },
      'no-auth': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const requireAuth = !values['no-auth']
  const running = await startLocalBedrock({
    port: numberOf('port', values.port),
    host: values.host,
    requireAuth,
    answerer: scripted({ pace: numberOf('pace', values.pace) }),
    onCall: (call) => console.log(lineOf(call)),
    ...(values.region === undefined ? {} : { region: values.region }),
  })
  console.log(`Local Bedrock (simulated answers, no model) on ${running.url}

  AWS_ENDPOINT_URL_BEDROCK_RUNTIME=${running.url}
  AWS_REGION=${values.region ?? 'us-east-1'}
  AWS_ACCESS_KEY_ID=${testIdentity.accessKeyId}
  AWS_SECRET_ACCESS_KEY=${testIdentity.secretAccessKey}
  or AWS_BEARER_TOKEN_BEDROCK=${testIdentity.apiKey}
${requireAuth ? '' : '\nWARNING: --no-auth: nobody is asked who they are. AWS never does this.\n'}`)
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
