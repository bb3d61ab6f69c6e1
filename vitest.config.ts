import { existsSync, readdirSync } from 'node:fs'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'

/** Tests read the sources of every workspace package, so nothing needs a build first. */
const conditions = ['bedrock-source', 'node', 'import', 'default']

/** Milliseconds. A loaded machine is no failure; what hangs still ends. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 }

const projectsIn = (folder: string): TestProjectConfiguration[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => existsSync(`${folder}/${name}/package.json`))
    .map((name) => ({
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      test: { name, root: `${folder}/${name}`, environment: 'node', include: ['**/*.test.{ts,tsx}'], ...patience },
    }))

export default defineConfig({
  test: {
    projects: [
      ...projectsIn('packages'),
      ...projectsIn('apps'),
      ...projectsIn('examples'),
      ...projectsIn('environments'),
      { test: { name: 'house', environment: 'node', include: ['{scripts,bench}/**/*.test.ts'], ...patience } },
    ],
  },
})
