import { expect, test } from 'vitest'
import { guideOf } from './guide.ts'

const page =
  '## A\n\n```sh\nno\n```\n\n## B\n\n```sh\none\ntwo\n```\n\n```ts run\n// a.ts\nlet a\n```\n\n```tsx\n// b/c.tsx\n<p />\n```\n\n```ts\nlet d\n```\n\n## C\n\n```sh\nno\n```\n'

test('commands and named files of a part of a page, as they stand', () => {
  expect(guideOf(page, '## B', '## C')).toEqual({
    commands: ['one', 'two'],
    files: { 'a.ts': '// a.ts\nlet a\n', 'b/c.tsx': '// b/c.tsx\n<p />\n' },
  })
})
