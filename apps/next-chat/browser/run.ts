/** Runs the browser tests, or another Playwright configuration: `node browser/run.ts --config …`. Skips visibly without a Chromium. */
import { spawnSync } from 'node:child_process'
import { findChromium } from './find-chromium.ts'

const chromium = findChromium()
if (chromium === undefined) {
  console.log(
    'SKIPPED: the browser tests need a Chromium. Get one with: npx -y pnpm@10.34.9 --filter next-chat exec playwright install chromium',
  )
} else {
  const options = process.argv.length > 2 ? process.argv.slice(2) : ['--config', 'browser/playwright.config.ts']
  const { status } = spawnSync('playwright', ['test', ...options], {
    stdio: 'inherit',
    env: { ...process.env, CHROMIUM_PATH: chromium },
    shell: process.platform === 'win32',
  })
  process.exitCode = status ?? 1
}
