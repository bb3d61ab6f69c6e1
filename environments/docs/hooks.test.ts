import * as react from '@x/bedrock-react'
import { expect, test } from 'vitest'
import { blocksOf } from './blocks.ts'
import { pages } from './pages.ts'

const blocks = pages.filter(({ path }) => path === 'docs/react.md').flatMap(blocksOf)
const hooks = Object.keys(react).filter((name) => name.startsWith('use'))

test.each(hooks)('docs/react.md shows %s in ten lines', (hook) => {
  const lines = blocks
    .map(({ source }) => source.trim())
    .filter((source) => source.includes(`${hook}(`))
    .map((source) => source.split('\n').length)
  expect(Math.min(...lines)).toBeLessThanOrEqual(10)
})
