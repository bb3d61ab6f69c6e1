import { existsSync, readdirSync } from 'node:fs'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'

/** Tests read the sources of every workspace package, so nothing needs a build first. */
const conditions = ['bedrock-source', 'node', 'import', 'default']

/** Where CommonJS packages are met that need others: `import` would also hold for what they `require`. */
const withoutImport: Readonly<Record<string, readonly string[]>> = { bridges: ['bedrock-source', 'node'] }

/** Milliseconds. A loaded machine is no failure; what hangs still ends. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000 }

const projectsIn = (folder: string): TestProjectConfiguration[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => existsSync(`${folder}/${name}/package.json`))
    .map((name) => ({ name, conditions: [...(withoutImport[name] ?? conditions)] }))
    .map(({ name, conditions }) => ({
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      test: { name, root: `${folder}/${name}`, environment: 'node', include: ['**/*.test.{ts,tsx}'], ...patience },
    }))

const react18 = `${import.meta.dirname}/environments/react18/node_modules`

/** The hooks' tests once more, on the oldest React they run on. */
const onReact18: TestProjectConfiguration = {
  resolve: {
    conditions,
    alias: Object.fromEntries(
      ['react', 'react-dom', '@testing-library/react'].map((name) => [name, `${react18}/${name}`]),
    ),
  },
  ssr: { resolve: { conditions } },
  test: {
    name: 'bedrock-react-18',
    root: 'packages/bedrock-react',
    environment: 'node',
    include: ['src/use-*.test.tsx'],
    env: { REACT_MAJOR: '18' },
    ...patience,
  },
}

export default defineConfig({
  test: {
    projects: [
      ...projectsIn('packages'),
      ...projectsIn('apps'),
      ...projectsIn('examples'),
      ...projectsIn('environments'),
      onReact18,
      { test: { name: 'house', environment: 'node', include: ['{scripts,bench}/**/*.test.ts'], ...patience } },
    ],
  },
})
