import { expect, test } from 'vitest'
import { checkHome } from './home.ts'

const room = (name: string, directory?: string) => ({
  folder: `packages/${name}`,
  manifest: {
    name: `@x/${name}`,
    ...(directory === undefined
      ? {}
      : { repository: { type: 'git', url: 'git+https://example.com/a.git', directory } }),
  },
})

test('packages that say where they live may go out', () => {
  expect(() => checkHome([room('a', 'packages/a'), room('b', 'packages/b')])).not.toThrow()
})

test('those that do not, or say it of another, are named', () => {
  expect(() => checkHome([room('a', 'packages/a'), room('b'), room('c', 'packages/a')])).toThrow(/of @x\/b, @x\/c\./)
})
