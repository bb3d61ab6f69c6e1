import { globSync, readFileSync } from 'node:fs'
import { createContext, Script } from 'node:vm'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)

interface Expression {
  readonly where: string
  readonly source: string
  readonly flags: string
}

const regexes: Expression[] = []
/** Files that make expressions of texts, once for each place. */
const makers: string[] = []

// What ships, and the example.
for (const file of globSync('{packages/*/src,apps/*/{app,components,lib,server}}/**/*.{ts,tsx}', { cwd: root })) {
  if (/\.test\.|\.test-d\.|\/test(ing)?\//.test(file)) continue
  const visit = (node: ts.Node): void => {
    const [, body = '', flags = ''] = ts.isRegularExpressionLiteral(node)
      ? (/^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [])
      : []
    if (body !== '') regexes.push({ where: `${file}: /${body}/${flags}`, source: body, flags })
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression))
      if (node.expression.text === 'RegExp') makers.push(file)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.Latest))
}

const local = 'packages/bedrock-local/src'
const serviceModel = `${local}/validation/service-model.ts`

/** AWS's own patterns, which the local Bedrock matches whole values against. */
const awsPatterns = (
  readFileSync(new URL(serviceModel, root), 'utf8').match(/"pattern":("(?:[^"\\]|\\.)*")/g) ?? []
).map((member): string => `^(?:${JSON.parse(member.slice(member.indexOf(':') + 1))})$`)

/** Each place that makes an expression, and what it makes. */
const made: readonly (readonly [file: string, flags: string, ...sources: string[]])[] = [
  ['packages/bedrock-auth/src/remote/xml.ts', '', '<Code>([^<]*)</Code>'],
  // A schema's own `pattern`: as trusted as the code that it stands in.
  ['packages/bedrock-core/src/schema/check-json.ts', 'u'],
  [`${local}/auth/signature.ts`, '', '[\\s,]Signature=([^\\s,]+)'],
  [`${local}/control/identifier.ts`, '', '^(us|eu|us-gov|global)\\.(.+)$'],
  [`${local}/plain/guardrail-policy.ts`, 'giu', '(?<![\\p{L}\\p{N}])forbidden(?![\\p{L}\\p{N}])'],
  [`${local}/scripted/sample/number.ts`, 'giu', '(-?\\d+(?:\\.\\d+)?|\\b(?:zero|one|two))[ -](\\p{L}+)'],
  [`${local}/scripted/sample/number.ts`, '', '-?\\d+(?:\\.\\d+)?'],
  [`${local}/validation/violations.ts`, '', ...awsPatterns],
]

/** Long enough that what grows with the cube of the length would run for minutes. */
const length = 5000
const milliseconds = 1000

/** Texts made of what the expression looks for, over and over, and then of what it cannot take. */
const attacks = (source: string): string[] => {
  const words = [...new Set(source.match(/[A-Za-z]{2,}|\d|[^\\[\](){}|^$*+?]/g) ?? [])].slice(0, 16)
  const atoms = [...new Set([...words, 'a', 'A', '1', ' ', '\n', '-', '.', '/', ':', '"', '\\', '='])]
  return atoms.flatMap((atom) => [
    atom.repeat(length / atom.length),
    ...['\u0000', '!'].map((end) => `${atom}${`${atom}a`.repeat(length / (atom.length + 1))}${end}`),
    `${`${atoms[0]}${atom}`.repeat(length / 4)}\u0000`,
    `${atom}\u0000`.repeat(length / 2),
  ])
}

const place = createContext({})
const attempt = new Script('new RegExp(source, flags).test(text)')

/** Whether it is done with each text in time. What is not is interrupted, as a test's own limit could not do. */
const withstands = (source: string, flags: string): boolean =>
  attacks(source).every((text) => {
    Object.assign(place, { source, flags: flags.replace(/[gy]/g, ''), text })
    try {
      attempt.runInContext(place, { timeout: milliseconds })
      return true
    } catch {
      return false
    }
  })

describe('regular expressions', () => {
  test('the attacks find an expression that backtracks', () => {
    for (const bad of ['^(a+)+$', '^(\\w+\\s?)*$', '(\\d+)*=$', '^(?:-|[a-z-]+)*:$'])
      expect(withstands(bad, ''), bad).toBe(false)
  })

  test('those that are made of texts are known, each place of them', () => {
    expect(makers.toSorted()).toEqual(made.map(([file]) => file).toSorted())
    expect(awsPatterns.length).toBeGreaterThan(10)
    const weak = made.flatMap(([, flags, ...sources]) => sources.filter((source) => !withstands(source, flags)))
    expect(weak).toEqual([])
  })

  test('every one withstands texts that are made against it', () => {
    expect(regexes.length).toBeGreaterThan(150)
    const weak = regexes.filter(({ source, flags }) => !withstands(source, flags))
    expect(weak.map(({ where }) => where)).toEqual([])
  })
})
