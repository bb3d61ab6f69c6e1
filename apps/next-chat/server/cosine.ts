/** How alike two directions are: 1 the same, 0 nothing in common, -1 opposite. 0 for what has no direction. */
export const cosine = (left: readonly number[], right: readonly number[]): number => {
  let dot = 0
  let leftSquares = 0
  let rightSquares = 0
  for (const [at, a] of left.entries()) {
    const b = right[at] ?? 0
    dot += a * b
    leftSquares += a * a
    rightSquares += b * b
  }
  const lengths = Math.sqrt(leftSquares) * Math.sqrt(rightSquares)
  return lengths === 0 ? 0 : dot / lengths
}
