/** Runs turbo without its telemetry, on any shell: `node scripts/turbo.ts build`. */
import { spawnSync } from 'node:child_process'

const env = { ...process.env, DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1' }
const { status } = spawnSync('turbo', ['run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
  shell: process.platform === 'win32',
})
process.exitCode = status ?? 1
