import { testIdentity } from '../auth/identity.ts'
import { parseFaults } from '../faults/parse.ts'
import { type RunningLocalBedrock, startLocalBedrock } from '../server/start.ts'
import type { LocalCall } from '../watch/local-call.ts'
import { pagePath } from '../watch/serve-page.ts'
import { answererOf } from './answerer-of.ts'
import { numberOf, parseFlags, usage } from './flags.ts'

/** One call on one line: operation, model, status, how the caller proved itself or what went wrong, tokens, time. */
const lineOf = (call: LocalCall): string =>
  [
    call.operation ?? '-',
    call.model ?? '-',
    call.status,
    call.by ?? 'unchecked',
    ...(call.exception === undefined ? [] : [call.exception]),
    ...(call.outputTokens === undefined ? [] : [`${call.inputTokens}+${call.outputTokens} tokens`]),
    `${call.ms} ms`,
  ].join('  ')

const warning = `
  ****************************************************************************
  WARNING: --no-auth: nobody is asked who they are, and no signature is checked.
  AWS never does this: what works here may be refused there.
  ****************************************************************************
`

/** A line that a terminal takes as it stands. */
const setting = (name: string, value: string, platform: string): string =>
  platform === 'win32' ? `  $env:${name}='${value}'` : `  export ${name}=${value}`

/** What to set so that clients come here, and where to look. */
export const greeting = (
  { url, name, region, hasPage }: { url: string; name: string; region: string; hasPage: boolean },
  platform: string,
): string => `Local Bedrock (${name}) on ${url}

For a client, in its terminal:
${setting('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', url, platform)}
${setting('AWS_REGION', region, platform)}
${setting('AWS_ACCESS_KEY_ID', testIdentity.accessKeyId, platform)}
${setting('AWS_SECRET_ACCESS_KEY', testIdentity.secretAccessKey, platform)}
An API key, in place of the last two:
${setting('AWS_BEARER_TOKEN_BEDROCK', testIdentity.apiKey, platform)}
${hasPage ? `\nThe last calls: ${url}${pagePath}\n` : ''}`

/** The command line. Undefined where only help was wanted. @throws Error that names the flag */
export const run = async (
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  say: (text: string) => void,
): Promise<RunningLocalBedrock | undefined> => {
  const flags = parseFlags(args)
  if (flags.help) {
    say(usage)
    return undefined
  }
  const { answerer, name } = await answererOf(flags, environment)
  const requireAuth = !flags['no-auth']
  const running = await startLocalBedrock({
    port: numberOf('port', flags.port),
    host: flags.host,
    requireAuth,
    answerer,
    faults: parseFaults((flags.fault ?? []).join(',')),
    seed: numberOf('seed', flags.seed),
    page: !flags['no-page'],
    ...(flags.verbose ? { onCall: (call) => say(lineOf(call)) } : {}),
    ...(flags.region === undefined ? {} : { region: flags.region }),
  })
  const hasPage = !flags['no-page']
  say(greeting({ url: running.url, name, region: flags.region ?? 'us-east-1', hasPage }, process.platform))
  if (!requireAuth) say(warning)
  return running
}
