import { expect, test } from '@playwright/test'
import { findings, overflow } from './findings.ts'
import { watched } from './page.ts'

const widths = [320, 390, 768, 1024, 1280, 1920] as const
/** Where axe looks: above and below the width at which the sidebar goes. */
const looked: readonly number[] = [390, 1280]

for (const path of ['/', '/object', '/playground', '/embeddings'])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`${path} in ${colorScheme}: axe finds nothing, and nothing is wider than any screen`, async ({ page }) => {
      const complain = watched(page)
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme })
      await page.goto(path)
      await expect(page.getByRole('main')).toBeVisible()
      await page.waitForLoadState('networkidle')
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 })
        await expect.poll(() => overflow(page), `${width}`).toBeLessThanOrEqual(0)
        if (looked.includes(width)) expect(await findings(page), `${width}`).toEqual([])
      }
      complain()
    })
