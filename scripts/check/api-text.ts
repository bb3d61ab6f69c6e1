import ts from 'typescript'

/** One door: what it is imported by, and the declarations that users' compilers read. */
export interface ApiDoor {
  readonly name: string
  readonly file: string
}

const settings: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2023,
  skipLibCheck: true,
  types: [],
}

/** The text of a declaration without comments and layout, so that only a change of type is a change. */
const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed })

/** `const a: A, b: B` is one statement of two names: the statement is what is shown. */
const statementOf = (declaration: ts.Declaration): ts.Node =>
  ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration

const textOf = (declaration: ts.Declaration): string =>
  printer
    .printNode(ts.EmitHint.Unspecified, statementOf(declaration), declaration.getSourceFile())
    .replace(/^(export )?(declare )?/, '')

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

const isTop = (declaration: ts.Declaration): boolean => {
  const { parent } = statementOf(declaration)
  return parent !== undefined && ts.isSourceFile(parent)
}

/** Names of the same package that a declaration is made of. Other packages have pages of their own. */
const namesIn = (checker: ts.TypeChecker, node: ts.Node, home: string): readonly ts.Symbol[] => {
  const isHere = (one: ts.Declaration): boolean => one.getSourceFile().fileName.startsWith(home) && isTop(one)
  const found: ts.Symbol[] = []
  const visit = (child: ts.Node): void => {
    const symbol = ts.isIdentifier(child) ? checker.getSymbolAtLocation(child) : undefined
    if (symbol !== undefined) found.push(resolved(checker, symbol))
    ts.forEachChild(child, visit)
  }
  visit(node)
  return found.filter(({ declarations }) => declarations?.some(isHere) ?? false)
}

/** Symbols by the names that users know them by. */
const code = (symbols: ReadonlyMap<ts.Symbol, string>): string => {
  const texts = [...symbols]
    .map(([symbol, name]) => {
      const text = (symbol.declarations ?? []).map(textOf).join('\n')
      return [name, symbol.name === name ? text : `// as ${name}\n${text}`] as const
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
  return `\`\`\`ts\n${texts.join('\n\n')}\n\`\`\``
}

/** Everything that a door exports, and behind it what that is made of though it is not exported, as one page of text. */
export const apiTexts = (doors: readonly ApiDoor[]): Readonly<Record<string, string>> => {
  const program = ts.createProgram(
    doors.map(({ file }) => file),
    settings,
  )
  const checker = program.getTypeChecker()
  const pages = doors.map(({ name, file }) => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (source === undefined || module === undefined) throw new Error(`${file} declares nothing. Build first.`)
    const exported = new Map(
      checker.getExportsOfModule(module).map((symbol) => [resolved(checker, symbol), symbol.name] as const),
    )
    const home = source.fileName.slice(0, source.fileName.lastIndexOf('/') + 1)
    const behind = new Map<ts.Symbol, string>()
    const waiting = [...exported.keys()]
    for (const symbol of waiting)
      for (const declaration of symbol.declarations ?? [])
        for (const other of namesIn(checker, statementOf(declaration), home)) {
          if (exported.has(other) || behind.has(other)) continue
          behind.set(other, other.name)
          waiting.push(other)
        }
    const blocks = [
      `# ${name}`,
      code(exported),
      ...(behind.size > 0 ? ['## Not exported, yet seen', code(behind)] : []),
    ]
    return [name, `${blocks.join('\n\n')}\n`] as const
  })
  return Object.fromEntries(pages)
}
