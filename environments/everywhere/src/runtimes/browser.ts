import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { bundled, textOf } from '../bundle.ts'
import type { Runtime } from '../runtime.ts'

const named = process.env['CHROMIUM_PATH']
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', chromium.executablePath()]

/** Chromium without a window, on a page of the local Bedrock's own origin: Bedrock answers no other page. */
export const browser: Runtime = async ({ folder, caller }) => {
  const executablePath = [...(named ? [named] : []), ...usual].find((path) => existsSync(path))
  if (executablePath === undefined) return 'there is no Chromium; install one, or set CHROMIUM_PATH'
  const started = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await started.newPage()
    const home = `${caller.endpoint}/conformance`
    await page.route(home, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<!doctype html><title>Conformance</title>' }),
    )
    await page.goto(home)
    await page.addScriptTag({ content: textOf(await bundled(folder, 'page', 'browser')) })
    return JSON.parse(String(await page.evaluate(`conformance(${JSON.stringify(caller)}).then(JSON.stringify)`)))
  } finally {
    await started.close()
  }
}
