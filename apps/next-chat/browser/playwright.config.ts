import { defineConfig } from '@playwright/test'
import { settings } from './settings.ts'

export default defineConfig({
  ...settings,
  projects: [
    { name: 'pages', testMatch: '*.spec.ts', testIgnore: 'long.spec.ts' },
    // Alone and last, for what it measures: `--project long --no-deps` runs it by itself.
    { name: 'long', testMatch: 'long.spec.ts', dependencies: ['pages'] },
  ],
})
