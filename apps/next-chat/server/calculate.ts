const pattern = /\s*(?:(\d+(?:\.\d+)?)|([-+*/()]))/y

const tokensOf = (expression: string): readonly string[] => {
  const tokens: string[] = []
  pattern.lastIndex = 0
  for (let at = 0; at < expression.trimEnd().length; at = pattern.lastIndex) {
    const match = pattern.exec(expression)
    if (match === null) throw new Error('Not an arithmetic expression.')
    tokens.push(match[1] ?? match[2] ?? '')
  }
  return tokens
}

/** The value of an expression of numbers, `+ - * /` and parentheses. Evaluates nothing else. */
export const calculate = (expression: string): number => {
  const tokens = tokensOf(expression)
  let at = 0
  const take = (...wanted: readonly string[]): string | undefined =>
    wanted.includes(tokens[at] ?? '') ? tokens[at++] : undefined
  const factor = (): number => {
    if (take('-')) return -factor()
    if (take('(')) {
      const value = sum()
      if (take(')') === undefined) throw new Error('A parenthesis is not closed.')
      return value
    }
    const value = Number(tokens[at++] ?? Number.NaN)
    if (Number.isNaN(value)) throw new Error('A number is missing.')
    return value
  }
  const product = (): number => {
    let value = factor()
    for (let sign = take('*', '/'); sign !== undefined; sign = take('*', '/'))
      value = sign === '*' ? value * factor() : value / factor()
    return value
  }
  const sum = (): number => {
    let value = product()
    for (let sign = take('+', '-'); sign !== undefined; sign = take('+', '-'))
      value += sign === '+' ? product() : -product()
    return value
  }
  const value = sum()
  if (at < tokens.length) throw new Error('Not an arithmetic expression.')
  return value
}
