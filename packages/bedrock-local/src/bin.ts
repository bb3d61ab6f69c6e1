#!/usr/bin/env node
import { run } from './bin/run.ts'

run(process.argv.slice(2), process.env, console.log).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
