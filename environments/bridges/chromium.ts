import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const named = process.env['CHROMIUM_PATH']
const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', chromium.executablePath()]

/** `CHROMIUM_PATH`, else a browser that the machine has, else Playwright's own; undefined where there is none. */
export const browserPath: string | undefined = [...(named ? [named] : []), ...usual].find((path) => existsSync(path))
if (browserPath === undefined)
  console.warn('SKIPPED: there is no Chromium on this machine. Install one, or set CHROMIUM_PATH.')
