import { expect, test } from 'vitest'
import { checkCircles } from './circles.ts'
import { houseOf } from './test/small-house.ts'

const core = 'packages/bedrock-core/src'

test('a circle by types alone, across a door, is found once and shown as a way', () => {
  const { findings } = checkCircles(
    houseOf({
      [`${core}/a.ts`]: "import type { B } from './b.ts'",
      [`${core}/b.ts`]: "import { c } from '@x/bedrock-claude'",
      'packages/bedrock-claude/src/index.ts': "import type { A } from '../../bedrock-core/src/a.ts'",
    }),
  )
  expect(findings).toEqual([`${core}/a.ts → ${core}/b.ts → packages/bedrock-claude/src/index.ts → ${core}/a.ts`])
})

test('a diamond is no circle', () => {
  const { findings } = checkCircles(
    houseOf({
      [`${core}/a.ts`]: "import { b } from './b.ts'\nimport { c } from './c.ts'",
      [`${core}/b.ts`]: "import { d } from './d.ts'",
      [`${core}/c.ts`]: "import { d } from './d.ts'",
      [`${core}/d.ts`]: '',
    }),
  )
  expect(findings).toEqual([])
})
