import type { PlaywrightTestConfig } from '@playwright/test'

/** By default any free port: a run beside another one must not meet the other's server, whose script it would disturb. */
const port = process.env['BROWSER_TEST_PORT'] ?? '0'

/** Blank counts as absent: whatever the machine holds, the tests talk to the local Bedrock. */
export const environment: Readonly<Record<string, string>> = {
  AWS_BEARER_TOKEN_BEDROCK: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
  AWS_PROFILE: '',
  AWS_WEB_IDENTITY_TOKEN_FILE: '',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: '',
  BEDROCK_MODEL_ID: '',
  LOCAL_BEDROCK_PROXY: '',
  ALLOWED_HOSTS: '',
  RATE_LIMIT_PER_MINUTE: '10000',
  NEXT_TELEMETRY_DISABLED: '1',
  BUILD_STANDALONE: '1',
}

/** What every run shares: the built app beside a local Bedrock, and a Chromium that asks nobody for anything. */
export const settings: PlaywrightTestConfig = {
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: `http://127.0.0.1:${process.env['NEXT_CHAT_PORT'] ?? port}`,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `next build && next start -H 127.0.0.1 -p ${port}`,
    cwd: '..',
    // Its own word, not a port that answers: that could be another run's. Playwright keeps the port as NEXT_CHAT_PORT.
    wait: { stdout: /Local: +http:\/\/127\.0\.0\.1:(?<next_chat_port>\d+)/ },
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    env: environment,
  },
}
