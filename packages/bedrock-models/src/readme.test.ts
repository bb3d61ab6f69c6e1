import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it('shows the example that is type-checked, and it runs', async () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('./test/example.ts')}\`\`\``)
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await import('./test/example.ts')
  expect(log).toHaveBeenCalledWith('$0.0825 by the list of 2026-09-23')
})
