import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** One TypeScript file of the house, read once, as the checks need it. */
export interface Source {
  /** From the root, with forward slashes: `packages/bedrock-core/src/wire/framer.ts`. */
  readonly path: string
  readonly text: string
  readonly lines: number
  /** Every module named by an import, a re-export, a type import or a dynamic import. */
  readonly imports: readonly string[]
  /** Modules re-exported whole, by `export *`. */
  readonly wholeExports: readonly string[]
  /** Identifiers, strings and template texts, without comments. */
  readonly words: readonly string[]
  /** Casts by way of `unknown`, as written. */
  readonly doubleCasts: readonly string[]
}

const moduleOf = (node: ts.Node): ts.Expression | ts.TypeNode | undefined => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node)) return node.argument
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0]
  return undefined
}

const specifierOf = (node: ts.Node): string | undefined => {
  const module = moduleOf(node)
  const literal = module && ts.isLiteralTypeNode(module) ? module.literal : module
  return literal && ts.isStringLiteral(literal) ? literal.text : undefined
}

const isDoubleCast = (node: ts.Node): boolean =>
  ts.isAsExpression(node) &&
  ts.isAsExpression(node.expression) &&
  node.expression.type.kind === ts.SyntaxKind.UnknownKeyword

/** Reads what the checks need out of one file's text. */
export const parse = (path: string, text: string): Source => {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, kind)
  const imports: string[] = []
  const wholeExports: string[] = []
  const words: string[] = []
  const doubleCasts: string[] = []
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node)
    if (specifier !== undefined) imports.push(specifier)
    if (
      specifier !== undefined &&
      ts.isExportDeclaration(node) &&
      node.exportClause?.kind !== ts.SyntaxKind.NamedExports
    )
      wholeExports.push(specifier)
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) words.push(node.text)
    if (isDoubleCast(node)) doubleCasts.push(text.slice(node.pos, node.end).trim())
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { path, text, lines: text.split('\n').length - 1, imports, wholeExports, words, doubleCasts }
}

export const read = (path: string): Source => parse(path, readFileSync(path, 'utf8'))

const testPath = /\.(test|test-d|bench)\.tsx?$|\/(tests?|testing|fixtures)\//

/** Tests, and what only tests use, may reach further than what ships. Core's `testing` ships: it is a door. */
export const isTest = (path: string): boolean =>
  testPath.test(path.replace('packages/bedrock-core/src/testing/', 'packages/bedrock-core/src/'))
