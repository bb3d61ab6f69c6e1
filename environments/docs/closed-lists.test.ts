import type { ClaudeOptions } from '@x/bedrock-claude'
import type { CohereOptions } from '@x/bedrock-cohere'
import type { AnyConverseOptions, BedrockErrorCode } from '@x/bedrock-core'
import type { LlamaOptions } from '@x/bedrock-llama'
import type { OssOptions } from '@x/bedrock-oss'
import { expect, test } from 'vitest'
import { pages } from './pages.ts'

/** The compiler holds each of these to its type: no member may be missing, and none may be too many. */
type All<Name extends string> = Readonly<Record<Name, true>>

const codes: All<BedrockErrorCode> = {
  'invalid-argument': true,
  'unknown-family': true,
  unsupported: true,
  'no-region': true,
  'no-credentials': true,
  'broken-credentials': true,
  'access-denied': true,
  'invalid-credentials': true,
  'expired-credentials': true,
  'invalid-signature': true,
  'expired-signature': true,
  validation: true,
  'context-overflow': true,
  'not-found': true,
  conflict: true,
  'quota-exceeded': true,
  throttled: true,
  'model-not-ready': true,
  'model-timeout': true,
  'model-error': true,
  unavailable: true,
  'server-error': true,
  network: true,
  timeout: true,
  aborted: true,
  truncated: true,
  corrupt: true,
  malformed: true,
  'invalid-object': true,
  unknown: true,
}

const claude: All<keyof ClaudeOptions> = {
  thinking: true,
  effort: true,
  betas: true,
  disableParallelToolUse: true,
  anthropicTools: true,
  toolSearch: true,
  userId: true,
  anthropicVersion: true,
}

const cohere: All<keyof CohereOptions> = {
  frequencyPenalty: true,
  presencePenalty: true,
  seed: true,
  promptTruncation: true,
  searchQueriesOnly: true,
  returnPrompt: true,
  rawPrompting: true,
}

const oss: All<keyof OssOptions> = { seed: true, parallelToolCalls: true }
const llama: All<keyof LlamaOptions> = { toolCallsInText: true, template: true }
const anyConverse: All<keyof AnyConverseOptions> = { systemTools: true, promptVariables: true }

/** The names in the first cells of a page's tables. */
const firstCells = (path: string): readonly string[] =>
  (pages.find((page) => page.path === path)?.text ?? '')
    .split('\n')
    .flatMap((line) => [...(/^\| (`[^|]*)\|/.exec(line)?.[1] ?? '').matchAll(/`([\w-]+)`/g)])
    .map(([, name = '']) => name)

test('the page on errors has one row for each code, and none besides', () => {
  const members = ['code', 'retryable', 'awsName', 'status', 'requestId', 'retryAfter', 'attempts', 'partial', 'cause']
  const rows = firstCells('docs/errors.md').filter((name) => !members.includes(name))
  expect(rows.toSorted()).toEqual(Object.keys(codes).toSorted())
})

test('each row says what happened, and what to do', () => {
  const text = pages.find(({ path }) => path === 'docs/errors.md')?.text ?? ''
  const rows = text.split('\n').filter((line) => Object.keys(codes).some((code) => line.startsWith(`| \`${code}\` |`)))
  expect(rows).toHaveLength(Object.keys(codes).length)
  for (const row of rows) expect(row).toMatch(/^\| `[\w-]+` \| \S.{8,} \| \S.{3,} \|$/)
})

test.each([
  ['claude', claude],
  ['cohere', cohere],
  ['gpt-oss', oss],
  ['llama', llama],
  ['any-converse', anyConverse],
])('the page on %s has a row for every option of the family', (page, options) => {
  expect(firstCells(`docs/families/${page}.md`).toSorted()).toEqual(Object.keys(options).toSorted())
})
