import { globSync, readFileSync } from 'node:fs'
import { createContext, Script } from 'node:vm'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = new URL('../../../', import.meta.url)

/** Every regular expression of what ships and of the example, with where it stands. */
const regexes = globSync('{packages/*/src,apps/*/{app,components,lib,server}}/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !/\.test\.|\.test-d\.|\/test(ing)?\//.test(file))
  .flatMap((file) => {
    const found: { readonly where: string; readonly source: string; readonly flags: string }[] = []
    const source = ts.createSourceFile(file, readFileSync(new URL(file, root), 'utf8'), ts.ScriptTarget.Latest)
    const visit = (node: ts.Node): void => {
      const [, body = '', flags = ''] = ts.isRegularExpressionLiteral(node)
        ? (/^\/(.*)\/([a-z]*)$/s.exec(node.text) ?? [])
        : []
      if (body !== '') found.push({ where: `${file}: /${body}/${flags}`, source: body, flags })
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })

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

  test('every one withstands texts that are made against it', () => {
    expect(regexes.length).toBeGreaterThan(150)
    const weak = regexes.filter(({ source, flags }) => !withstands(source, flags))
    expect(weak.map(({ where }) => where)).toEqual([])
  })
})
