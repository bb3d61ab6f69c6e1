import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it('shows the example that is type-checked', () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('./test/example.ts')}\`\`\``)
})
