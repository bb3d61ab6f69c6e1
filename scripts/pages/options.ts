import { resolve } from 'node:path'
import ts from 'typescript'
import type { Room } from '../house/house.ts'

/** One member of a type of options. */
export interface Option {
  readonly name: string
  readonly optional: boolean
  /** As written in the source. */
  readonly type: string
  /** The comment of its source, on one line; empty where it has none. */
  readonly says: string
}

/** A type of options that a package exports. */
export interface OptionsType {
  readonly name: string
  readonly says: string
  /** Its own, then those of what it extends and is not listed by itself. */
  readonly members: readonly Option[]
  /** What it takes besides: other types that it extends, as written. */
  readonly besides: readonly string[]
  /** Exported functions of the package that take it by name. */
  readonly takers: readonly string[]
}

const settings: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['bedrock-source'],
  allowImportingTsExtensions: true,
  noEmit: true,
  jsx: ts.JsxEmit.ReactJSX,
  target: ts.ScriptTarget.ES2023,
  skipLibCheck: true,
  types: [],
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const commentOf = (checker: ts.TypeChecker, symbol: ts.Symbol): string =>
  oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker)))

const optionOf = (checker: ts.TypeChecker, member: ts.TypeElement): readonly Option[] => {
  const symbol = member.name && checker.getSymbolAtLocation(member.name)
  if (symbol === undefined || !(ts.isPropertySignature(member) || ts.isMethodSignature(member))) return []
  const type = ts.isPropertySignature(member)
    ? (member.type?.getText() ?? 'unknown')
    : member.getText().slice((member.questionToken ?? member.name).getEnd() - member.getStart())
  // What is written `never` is there to be refused.
  if (type === 'never') return []
  return [
    {
      name: symbol.name,
      optional: member.questionToken !== undefined,
      type: oneLine(type),
      says: commentOf(checker, symbol),
    },
  ]
}

const real = (checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Symbol | undefined =>
  symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

const interfaceOf = (symbol: ts.Symbol | undefined): ts.InterfaceDeclaration | undefined =>
  symbol?.declarations?.find(ts.isInterfaceDeclaration)

/** Members of an interface, and of what it extends as far as no reader finds that elsewhere. */
const membersOf = (
  checker: ts.TypeChecker,
  declaration: ts.InterfaceDeclaration,
  isListed: (symbol: ts.Symbol) => boolean,
): Pick<OptionsType, 'members' | 'besides'> => {
  const members = new Map(
    declaration.members.flatMap((member) => optionOf(checker, member)).map((option) => [option.name, option]),
  )
  const besides: string[] = []
  for (const base of (declaration.heritageClauses ?? []).flatMap(({ types }) => types)) {
    const symbol = real(checker, checker.getSymbolAtLocation(base.expression))
    const hidden = symbol === undefined || isListed(symbol) ? undefined : interfaceOf(symbol)
    if (hidden === undefined) {
      besides.push(oneLine(base.getText()))
      continue
    }
    const inherited = membersOf(checker, hidden, isListed)
    besides.push(...inherited.besides)
    for (const option of inherited.members) if (!members.has(option.name)) members.set(option.name, option)
  }
  return { members: [...members.values()], besides }
}

/** The types of a function's parameters, as written; none of what is no function. */
const parametersOf = (symbol: ts.Symbol): readonly string[] => {
  const declaration = symbol.valueDeclaration
  const called =
    declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
      ? declaration.initializer
      : declaration
  return called && (ts.isArrowFunction(called) || ts.isFunctionDeclaration(called))
    ? called.parameters.map(({ type }) => type?.getText() ?? '')
    : []
}

/** The exported types that are named as options, of every door of a package, in the order of their names. */
export const optionsOf = (rooms: readonly Room[]): ReadonlyMap<string, readonly OptionsType[]> => {
  const doorsOf = ({ folder, manifest }: Room): readonly string[] =>
    Object.values(manifest.exports ?? {}).flatMap(({ 'bedrock-source': file }) => (file ? [resolve(folder, file)] : []))
  const program = ts.createProgram(rooms.flatMap(doorsOf), settings)
  const checker = program.getTypeChecker()
  const exportsOf = (file: string): readonly ts.Symbol[] => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (module === undefined) throw new Error(`${file} exports nothing.`)
    return checker.getExportsOfModule(module)
  }
  const named = (room: Room): ReadonlyMap<string, ts.Symbol> =>
    new Map(
      doorsOf(room)
        .flatMap(exportsOf)
        .filter(({ name }) => /(Options|Settings)$/.test(name))
        .flatMap((symbol) => {
          const at = real(checker, symbol)
          const isOwn = at?.declarations?.[0]?.getSourceFile().fileName.startsWith(`${resolve(room.folder)}/`)
          return at !== undefined && isOwn ? [[symbol.name, at] as const] : []
        }),
    )
  return new Map(
    rooms.map((room) => {
      const symbols = named(room)
      const listed = new Set(symbols.values())
      const functions = new Map(
        doorsOf(room)
          .flatMap(exportsOf)
          .map((symbol) => [symbol.name, parametersOf(real(checker, symbol) ?? symbol).join()] as const),
      )
      const types = [...symbols].flatMap(([name, symbol]) => {
        const declaration = interfaceOf(symbol)
        if (declaration === undefined) return []
        const takers = [...functions]
          .filter(([, types]) => new RegExp(`\\b${name}\\b`).test(types))
          .map(([taker]) => taker)
        const isListed = (base: ts.Symbol): boolean => listed.has(base)
        return [{ name, says: commentOf(checker, symbol), takers, ...membersOf(checker, declaration, isListed) }]
      })
      return [room.manifest.name, types.toSorted((a, b) => (a.name < b.name ? -1 : 1))]
    }),
  )
}
