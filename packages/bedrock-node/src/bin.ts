#!/usr/bin/env node
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { examine } from './doctor/examine.ts'
import { report } from './doctor/report.ts'

const usage = `bedrock-node doctor: what the client finds here, and whether a call works

  --profile <name>  a profile of ~/.aws, before the environment
  --region <name>
  --endpoint <url>  instead of AWS's own
  --model <id>      to call; default: a small one of Amazon's
  --help

It prints no secret. It makes one call of a few tokens. It exits with 1 when something is wrong.`

const askCode = async (serialNumber: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(`Code of ${serialNumber}: `)
  } finally {
    terminal.close()
  }
}

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      region: { type: 'string' },
      endpoint: { type: 'string' },
      model: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  const { help, ...options } = values
  if (help) return console.log(usage)
  if (positionals.length !== 1 || positionals[0] !== 'doctor') throw new Error(usage)
  const findings = await examine({ ...options, ...(process.stdin.isTTY ? { mfaCode: askCode } : {}) })
  console.log(report(findings))
  if (findings.some(({ problem }) => problem !== undefined)) process.exitCode = 1
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The doctor failed.')
  process.exitCode = 1
})
